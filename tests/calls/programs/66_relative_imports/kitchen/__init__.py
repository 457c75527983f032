def board():
    return "board"
