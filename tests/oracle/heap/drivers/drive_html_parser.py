# library: html.parser, _markupbase
import html.parser


class Parser(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, attrs))

    def handle_data(self, data):
        self.seen.append(data)

    def handle_endtag(self, tag):
        self.seen.append(tag)


parser = Parser()
parser.feed("<p class='a' id=b>text<br/>&amp;<!-- no --></p>")
parser.close()
print(parser.seen)
