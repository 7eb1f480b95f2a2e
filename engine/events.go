package main

import (
	_ "unsafe" // for go:linkname
)

// What JavaScript has resumed the program for, as bits.
const (
	forWake  = 1 // connections await it
	forEvent = 2 // a function of syscall/js has been called
)

// resumed answers, once for each time that JavaScript resumes the program, for what: none of these is a timer.
//
//go:wasmimport leafwise resumed
func resumed() int32

// The runtime calls its handler whenever JavaScript resumes the program. That of syscall/js asks for an event by crossing
// to JavaScript several times, and is asked only where there is one.
//
//go:linkname setEventHandler syscall/js.setEventHandler
func setEventHandler(handle func() bool)

//go:linkname handleEvent syscall/js.handleEvent
func handleEvent() bool

// handleWakes has wake called for each time that JavaScript says that connections await the program.
func handleWakes(wake func()) {
	setEventHandler(func() bool {
		why := resumed()
		if why&forWake != 0 {
			wake()
		}
		if why&forEvent != 0 {
			return handleEvent()
		}
		return why != 0
	})
}
