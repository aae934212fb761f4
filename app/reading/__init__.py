"""What is stored at one moment, in pieces that are cached until one of their scopes is touched: of a small group, what
others see of it (`GroupPiece`) apart from what its own phones alone show (`GroupWorkPiece`).
"""
