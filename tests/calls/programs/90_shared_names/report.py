def report():
    return "report"
