"""What stands on the map: wheels, symbols at places, and the colours they are drawn in."""
