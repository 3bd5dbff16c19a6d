// SlowLog
