package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/pprof"
	"sync"
	"syscall/js"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// readyWithin is how long a server may take until it accepts connections.
const readyWithin = 10 * time.Second

// engine holds the servers by name.
type engine struct {
	// events has log(server, level, text) and ended(server, reason).
	events js.Value

	mu       sync.Mutex
	servers  map[string]*instance // nil for a server that is starting
	machines map[string]machine   // by configuration file
}

// instance is one running server and what is needed to load another configuration for it.
type instance struct {
	server  *server.Server
	machine machine
	log     *eventLog
	gone    chan struct{} // closed when it has ended and that has been told
	// The options of its configuration, and the log levels on top of them.
	options      *server.Options
	debug, trace bool
}

// apply has a running server take options. What is logged beyond them goes through the reload too:
// connections that are there begin to be traced by that alone, at the level that the log has then.
func (in *instance) apply(opts *server.Options) error {
	live := opts.Clone()
	live.Debug, live.Trace = opts.Debug || in.debug, opts.Trace || in.trace
	in.server.SetLoggerV2(in.log, live.Debug, live.Trace, false)
	err := in.server.ReloadOptions(live)
	if err == nil {
		in.options = opts
	}
	in.attachLog()
	return err
}

func (in *instance) attachLog() {
	debug, trace := in.options.Debug || in.debug, in.options.Trace || in.trace
	in.server.SetLoggerV2(in.log, debug, trace, false)
}

// begin starts the server and waits until it accepts connections. Some listeners are opened beside
// Start, so that a fatal line may follow it.
func (in *instance) begin() error {
	in.server.Start()
	ready := make(chan bool, 1)
	go func() { ready <- in.server.ReadyForConnections(readyWithin) }()
	select {
	case reason := <-in.log.failed:
		return errors.New(reason)
	case isReady := <-ready:
		if reason, failed := in.log.failure(); failed {
			return errors.New(reason)
		}
		if !isReady {
			return fmt.Errorf("server %s was not ready for connections within %v", in.log.name, readyWithin)
		}
		return nil
	}
}

// end shuts the server down and waits until it has ended. Shutdown alone answers at once where the
// server has begun to shut down by itself.
func (in *instance) end() {
	in.server.Shutdown()
	in.server.WaitForShutdown()
}

func newEngine(events js.Value) *engine {
	e := &engine{events: events, servers: map[string]*instance{}, machines: map[string]machine{}}
	server.LookupHost = func(configFile, host, port string) ([]string, error) {
		e.mu.Lock()
		m := e.machines[configFile]
		e.mu.Unlock()
		return m.lookup(host, port)
	}
	return e
}

// start(name, config, {host, dir, resolve}) runs a server and answers the address that
// its clients dial, or "" where it has no such listener. See machine for the options.
func (e *engine) start(args []js.Value) (any, error) {
	name, config, m := args[0].String(), args[1].String(), machineFrom(args[2])
	if err := e.claim(name, m); err != nil {
		return nil, err
	}
	var in *instance
	defer func() {
		if in == nil { // it failed, or the server panicked
			e.release(name)
		}
	}()
	var err error
	onBehalf(name, func() { in, err = e.launch(name, config, m) })
	if err != nil {
		return nil, err
	}
	e.mu.Lock()
	e.servers[name] = in
	e.mu.Unlock()
	go e.watch(name, in)
	addr := in.server.Addr()
	if addr == nil {
		return "", nil
	}
	return addr.String(), nil
}

// onBehalf runs f, and all that it starts, under the name of a server: the trace of a panic then tells it.
func onBehalf(name string, f func()) {
	pprof.Do(context.Background(), pprof.Labels("server", name), func(context.Context) { f() })
}

// claim keeps a name for a server that is about to start.
func (e *engine) claim(name string, m machine) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if _, taken := e.servers[name]; taken {
		return fmt.Errorf("server %s is already running", name)
	}
	e.servers[name] = nil
	e.machines[configFile(name)] = m
	return nil
}

func (e *engine) release(name string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.servers, name)
}

// launch runs a server until it accepts connections. One that fails has ended when launch answers.
func (e *engine) launch(name, config string, m machine) (*instance, error) {
	opts, err := m.options(name, config)
	if err != nil {
		return nil, err
	}
	s, err := server.NewServer(opts)
	if err != nil {
		return nil, err
	}
	log := &eventLog{name: name, events: e.events, failed: make(chan string, 1)}
	in := &instance{server: s, machine: m, log: log, gone: make(chan struct{}), options: opts}
	in.attachLog()
	if err := in.begin(); err != nil {
		in.end()
		return nil, err
	}
	return in, nil
}

// watch tells of a server that ends by itself: where a process would exit, only this server goes.
func (e *engine) watch(name string, in *instance) {
	stopped := make(chan struct{})
	go func() {
		in.server.WaitForShutdown()
		close(stopped)
	}()
	reason := ""
	select {
	case reason = <-in.log.failed:
		in.end()
	case <-stopped:
	}
	e.release(name)
	e.events.Call("ended", name, reason)
	close(in.gone)
}

// stop(name) shuts a server down and answers when it has ended.
func (e *engine) stop(args []js.Value) (any, error) {
	in, err := e.find(args[0].String())
	if err != nil {
		return nil, err
	}
	in.end()
	<-in.gone
	return nil, nil
}

// reload(name, config) applies a configuration to a running server. Where the server refuses, the
// error is its own and it runs on as it was.
func (e *engine) reload(args []js.Value) (any, error) {
	name := args[0].String()
	in, err := e.find(name)
	if err != nil {
		return nil, err
	}
	var opts *server.Options
	onBehalf(name, func() { opts, err = in.machine.options(name, args[1].String()) })
	if err != nil {
		return nil, err
	}
	onBehalf(name, func() { err = in.apply(opts) })
	return nil, err
}

// setLogging(name, debug, trace) says what a server logs beyond what its configuration asks for.
func (e *engine) setLogging(args []js.Value) (any, error) {
	in, err := e.find(args[0].String())
	if err != nil {
		return nil, err
	}
	in.debug, in.trace = args[1].Bool(), args[2].Bool()
	return nil, in.apply(in.options)
}

// monitor(name, page, options) answers a page of the server's monitoring as JSON text. options is
// JSON text of the server's own option type for that page.
func (e *engine) monitor(args []js.Value) (any, error) {
	in, err := e.find(args[0].String())
	if err != nil {
		return nil, err
	}
	page, ok := pages[args[1].String()]
	if !ok {
		return nil, fmt.Errorf("no monitoring page %q", args[1].String())
	}
	value, err := page(in.server, []byte(args[2].String()))
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(value)
	return string(text), err
}

func (e *engine) find(name string) (*instance, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if in := e.servers[name]; in != nil {
		return in, nil
	}
	return nil, fmt.Errorf("server %s is not running", name)
}

// pages are the server's monitoring pages, named as its HTTP endpoints are.
var pages = map[string]func(*server.Server, []byte) (any, error){
	"varz":     page((*server.Server).Varz),
	"connz":    page((*server.Server).Connz),
	"routez":   page((*server.Server).Routez),
	"leafz":    page((*server.Server).Leafz),
	"subsz":    page((*server.Server).Subsz),
	"jsz":      page((*server.Server).Jsz),
	"accountz": page((*server.Server).Accountz),
	"healthz": page(func(s *server.Server, o *server.HealthzOptions) (*server.HealthStatus, error) {
		return s.Healthz(o), nil
	}),
}

func page[O, R any](read func(*server.Server, *O) (R, error)) func(*server.Server, []byte) (any, error) {
	return func(s *server.Server, options []byte) (any, error) {
		var o O
		if err := json.Unmarshal(options, &o); err != nil {
			return nil, err
		}
		return read(s, &o)
	}
}
