// Command engine is nats-server as a WebAssembly module. It gives JavaScript primitives and no
// policy: named servers that start, stop, reload and report, and byte streams on the network that
// Go's js/wasm port keeps inside the module. What to run, and what lies between two servers, is
// decided in TypeScript (src/hosts/tab).
//
// It hands one object to globalThis.leafwiseEngineReady. Each of its functions takes its arguments,
// then resolve and reject: the caller makes the promise, which is cheaper than making it here.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"syscall/js"

	"github.com/nats-io/nats-server/v2/server"
)

func main() {
	// The profiler of a heap beyond 256 MiB ends the program: `invalid runtime symbol table`.
	runtime.MemProfileRate = 0
	// A tab has no other process to be fair to; the collector may let the heap double before it runs,
	// but not beyond what a small machine has.
	debug.SetGCPercent(200)
	debug.SetMemoryLimit(512 << 20)
	// Memory that a stack has grown into is never given back: a recursion without end is to end early.
	debug.SetMaxStack(64 << 20)
	engine := newEngine(js.Global().Get("leafwiseEngineEvents"))
	streams := newStreams()
	setEventHandler(streams.resumed)
	server.WriteAt = writeAt
	js.Global().Call("leafwiseEngineReady", js.ValueOf(map[string]any{
		"version":    server.VERSION,
		"limit":      async(limit),
		"start":      async(engine.start),
		"stop":       async(engine.stop),
		"reload":     async(engine.reload),
		"setLogging": async(engine.setLogging),
		"monitor":    async(engine.monitor),
		"dial":       async(streams.dial),
		"listen":     async(streams.listen),
		"accept":     async(streams.accept),
		"close":      async(streams.close),
	}))
	select {}
}

// limit(memory, storage) sets the most that a server's streams may hold in memory and on disk, in bytes,
// whatever its configuration allows: no server is to take the tab's memory from the others.
func limit(args []js.Value) (any, error) {
	server.MostInMemory, server.MostStored = int64(args[0].Float()), int64(args[1].Float())
	return nil, nil
}

// async makes a JavaScript function of f. It runs f beside the event loop, since f may wait for what
// only the event loop can bring, and passes its result to resolve or its error's text to reject.
// A panic in f is an error of that call and no more.
func async(f func(args []js.Value) (any, error)) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		resolve, reject := args[len(args)-2], args[len(args)-1]
		go func() {
			value, err := guarded(f, args[:len(args)-2])
			if err != nil {
				reject.Invoke(err.Error())
				return
			}
			resolve.Invoke(value)
		}()
		return nil
	})
}

func guarded(f func([]js.Value) (any, error), args []js.Value) (value any, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	return f(args)
}
