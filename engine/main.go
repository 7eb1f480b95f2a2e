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
	"runtime/debug"
	"syscall/js"

	"github.com/nats-io/nats-server/v2/server"
)

func main() {
	// A tab has no other process to be fair to; the collector may let the heap double before it runs.
	debug.SetGCPercent(200)
	engine := newEngine(js.Global().Get("leafwiseEngineEvents"))
	streams := newStreams()
	js.Global().Call("leafwiseEngineReady", js.ValueOf(map[string]any{
		"version":    server.VERSION,
		"start":      async(engine.start),
		"stop":       async(engine.stop),
		"reload":     async(engine.reload),
		"setLogging": async(engine.setLogging),
		"monitor":    async(engine.monitor),
		"dial":       async(streams.dial),
		"listen":     async(streams.listen),
		"accept":     async(streams.accept),
		"read":       async(streams.read),
		"write":      async(streams.write),
		"close":      async(streams.close),
	}))
	select {}
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
