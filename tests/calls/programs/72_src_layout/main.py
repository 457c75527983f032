# what: The package stands in src/, which is a root of imports too.
from app.service import Service

assert Service().answer("b") == "B!"
