FROM python:3.13-slim-bookworm AS packages
WORKDIR /srv/more-of-this
COPY requirements.lock ./
# The copy of the lock tells the program that its packages are there.
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock \
    && cp requirements.lock .venv/

FROM python:3.13-slim-bookworm
# The keys of open votes lie beside the data, so that a copy of the data does not hold them; so do the backups.
RUN install -d -o 10001 -g 10001 -m 700 /data /data-keys /data-backups
WORKDIR /srv/more-of-this
COPY --from=packages /srv/more-of-this/.venv ./.venv
COPY pyproject.toml requirements.lock LICENSE ./
COPY migrations ./migrations
COPY static ./static
COPY templates ./templates
COPY app ./app
# What is compiled once is there at each start.
RUN .venv/bin/python -m compileall -q app migrations \
    && .venv/bin/python -c "from app.templating import compile_all; compile_all()"
USER 10001:10001
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
VOLUME ["/data", "/data-keys", "/data-backups"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
    CMD [".venv/bin/python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
ENTRYPOINT [".venv/bin/python", "-m", "app"]
CMD ["serve", "--data", "/data"]
