"""What phone, wall, console and remote see: frozen contexts beside the functions that make them."""
