# library: configparser
import configparser

config = configparser.ConfigParser(defaults={"root": "/r"})
config.read_string("[a]\nx = 1\ny = %(root)s/z\n[b]\nlist = 1\n  2\n")
section = config["a"]
section["w"] = "3"
config["c"] = {"k": "v"}
print(config.sections(), dict(section), section.get("none"), config.getint("a", "x"), config.has_option("b", "list"), config.items("b"), config.remove_option("a", "w"))
