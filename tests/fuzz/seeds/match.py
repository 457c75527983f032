match command:
    case {"a": [1, *rest], **more} if more:
        pass
    case Point(x=0, y=y) | None as p:
        del p
    case _:
        match = case = type = 1
