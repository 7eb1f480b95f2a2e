package main

import (
	"fmt"
	"syscall/js"
)

// eventLog passes a server's log on as events. Its Fatalf, which elsewhere ends the process, marks
// this server as failed.
type eventLog struct {
	name   string
	events js.Value
	failed chan string // the first fatal line
}

func (l *eventLog) Noticef(format string, v ...any) { l.emit("info", format, v) }
func (l *eventLog) Warnf(format string, v ...any)   { l.emit("warn", format, v) }
func (l *eventLog) Errorf(format string, v ...any)  { l.emit("error", format, v) }
func (l *eventLog) Debugf(format string, v ...any)  { l.emit("debug", format, v) }
func (l *eventLog) Tracef(format string, v ...any)  { l.emit("trace", format, v) }

func (l *eventLog) Fatalf(format string, v ...any) {
	text := l.emit("fatal", format, v)
	select {
	case l.failed <- text:
	default:
	}
}

func (l *eventLog) emit(level, format string, v []any) string {
	text := fmt.Sprintf(format, v...)
	l.events.Call("log", l.name, level, text)
	return text
}

// failure answers the first fatal line, if there was one.
func (l *eventLog) failure() (string, bool) {
	select {
	case reason := <-l.failed:
		return reason, true
	default:
		return "", false
	}
}
