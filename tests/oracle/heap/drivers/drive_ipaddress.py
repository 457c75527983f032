# library: ipaddress
import ipaddress

network = ipaddress.ip_network("10.0.0.0/29")
hosts = list(network.hosts())
address = ipaddress.ip_address("10.0.0.1")
print(address in network, hosts[0] == address, hosts[0] + 1, list(network.subnets(1)), ipaddress.ip_address("::1").is_loopback, list(ipaddress.collapse_addresses(network.subnets())))
