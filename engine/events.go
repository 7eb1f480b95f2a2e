package main

import (
	_ "unsafe" // for go:linkname
)

// The runtime calls its handler whenever JavaScript resumes the program. That of syscall/js asks for an event by crossing
// to JavaScript several times, and is called only where there is one.
//
//go:linkname setEventHandler syscall/js.setEventHandler
func setEventHandler(handle func() bool)

//go:linkname handleEvent syscall/js.handleEvent
func handleEvent() bool
