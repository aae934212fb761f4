#!/bin/sh
# Makes the film of four seconds, black and silent, that keeps a phone's screen on (static/js/phone/wake.js).
# Needs ffmpeg with libvpx, libopus and libx264; run in this folder. Both files have a track of sound: without one no engine
# but Blink holds the screen. Long frames of sound, because each costs its head.
set -e
common="-t 4 -map_metadata -1 -fflags +bitexact -flags +bitexact"
black="-f lavfi -i color=black:size=16x16:rate=1"
ffmpeg -y $black -f lavfi -i anullsrc=r=48000:cl=mono $common \
  -c:v libvpx -g 4 -c:a libopus -b:a 6k -frame_duration 60 awake.webm
ffmpeg -y $black -f lavfi -i anullsrc=r=16000:cl=mono $common \
  -c:v libx264 -profile:v baseline -level 3.0 -pix_fmt yuv420p -c:a aac -b:a 8k -movflags +faststart awake.mp4
