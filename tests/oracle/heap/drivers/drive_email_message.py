# library: email.message
import email.message

message = email.message.Message()
message["To"] = "a@b.c"
message.add_header("X", "v", k="w")
message.set_payload("body")
part = email.message.Message()
whole = email.message.Message()
whole.attach(part)
whole.attach(message)
print(message.items(), whole.get_payload()[0] is part, list(whole.walk())[2] is message, message.get_params(header="x"), message.get_all("to"), message.get_content_type())
