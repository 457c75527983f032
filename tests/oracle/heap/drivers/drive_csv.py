# library: csv
import csv
import io

file = io.StringIO()
writer = csv.DictWriter(file, ["a", "b"], restval="-", extrasaction="ignore")
writer.writeheader()
rows = [{"a": 1, "b": 2, "c": 3}, {"a": 4}]
writer.writerows(rows)
reader = csv.DictReader(io.StringIO(file.getvalue()), restkey="more")
back = list(reader)
print(back, reader.fieldnames is reader.fieldnames, csv.Sniffer().sniff("a;b\n1;2\n").delimiter, csv.Sniffer().has_header("a,b\n1,2\n3,4\n"))
