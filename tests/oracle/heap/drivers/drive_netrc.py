# library: netrc
import netrc
import os
import tempfile

with tempfile.NamedTemporaryFile("w", suffix=".netrc", delete=False) as file:
    file.write("machine h login l password p\nmacdef m\n\tls\n\ndefault login a password b\n")
found = netrc.netrc(file.name)
os.remove(file.name)
print(found.hosts, found.authenticators("h"), found.macros)
