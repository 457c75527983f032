# what: Two modules import each other and call each other's functions.
import ping

assert ping.ping(3) == "ping pong ping pong"
