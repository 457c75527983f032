# library: xml.etree.ElementTree, xml.etree.ElementPath
# without: _elementtree
import xml.etree.ElementTree as tree

root = tree.Element("root", {"a": "1"})
child = tree.SubElement(root, "child", b="2")
child.text = "text"
other = tree.Element("other")
root.append(other)
root.insert(0, tree.Comment("c"))
found = root.find("child")
print(found is child, list(root.iter("child")), tree.tostring(root), root.findall("./child[@b='2']")[0] is child, root.get("a"))
root.remove(other)
tree.indent(root)
