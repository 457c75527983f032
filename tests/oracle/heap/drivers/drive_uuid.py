# library: uuid
import uuid

one = uuid.UUID("12345678123456781234567812345678")
print(one.hex, one.fields, uuid.uuid5(uuid.NAMESPACE_DNS, "x"), uuid.uuid3(one, "y"), one < uuid.UUID(int=5), one.urn)
