# library: datetime
# without: _datetime
import datetime

day = datetime.date(2024, 2, 29)
moment = datetime.datetime(2024, 2, 29, 12, 30, tzinfo=datetime.timezone.utc)
step = datetime.timedelta(days=1, hours=2)
print(day + step, moment - step, moment.isoformat(), day.replace(year=2020), step * 2, moment.astimezone(datetime.timezone(datetime.timedelta(hours=2))), day < day + step, datetime.date.fromisoformat("2024-01-02"), day.isocalendar(), moment.strftime("%Y"))
