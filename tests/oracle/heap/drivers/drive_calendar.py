# library: calendar
import calendar

months = calendar.Calendar().monthdayscalendar(2024, 2)
week = list(calendar.Calendar(6).iterweekdays())
print(months, week, calendar.monthrange(2024, 2), calendar.isleap(2024), calendar.leapdays(2000, 2024), calendar.timegm((2024, 1, 1, 0, 0, 0)))
print(calendar.TextCalendar().formatmonth(2024, 2))
