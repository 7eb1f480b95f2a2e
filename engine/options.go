package main

import (
	"errors"
	"net"
	"os"
	"path"
	"syscall/js"

	"github.com/nats-io/nats-server/v2/server"
)

// machine is the stand-in for a machine that a server would have to itself, so that a configuration
// written for one runs beside others unchanged.
type machine struct {
	host    string   // the IP address it listens on, where its configuration says any or loopback
	dir     string   // the folder that its absolute paths are below
	resolve js.Value // (host, port) → a promise of the IP address at which it reaches them
}

func machineFrom(v js.Value) machine {
	return machine{
		host:    v.Get("host").String(),
		dir:     v.Get("dir").String(),
		resolve: v.Get("resolve"),
	}
}

// configFile is where a server's configuration is written, and what it is known by inside nats-server.
func configFile(name string) string { return "/" + name + ".conf" }

// options parses a configuration as `nats-server -c /<name>.conf` would (so an error names file, line
// and column), then fits it to its machine.
func (m machine) options(name, config string) (*server.Options, error) {
	file := configFile(name)
	if err := os.WriteFile(file, []byte(config), 0o644); err != nil {
		return nil, err
	}
	if err := refuse(file); err != nil {
		return nil, err
	}
	opts, err := server.ProcessConfigFile(file)
	if err != nil {
		return nil, err
	}
	opts.NoSigs = true
	opts.NoLog = true // its log is ours: see eventLog
	if opts.StoreDir == "" {
		opts.StoreDir = os.TempDir()
	}
	opts.StoreDir = path.Join(m.dir, opts.StoreDir)

	for _, host := range []*string{
		&opts.Host, &opts.HTTPHost, &opts.LeafNode.Host, &opts.Cluster.Host, &opts.Gateway.Host,
		&opts.Websocket.Host, &opts.MQTT.Host,
	} {
		switch *host {
		case "", server.DEFAULT_HOST, "127.0.0.1", "localhost":
			*host = m.host
		}
	}

	// Advertise the server's name instead of an address: each peer looks it up for itself.
	for _, advertise := range []*string{
		&opts.ClientAdvertise, &opts.LeafNode.Advertise, &opts.Cluster.Advertise,
		&opts.Gateway.Advertise, &opts.Websocket.Advertise,
	} {
		if *advertise == "" {
			*advertise = name
		}
	}
	return opts, nil
}

// lookup answers the address at which this server reaches a port of a host.
func (m machine) lookup(host, port string) ([]string, error) {
	ip, err := await(m.resolve.Invoke(host, port))
	if err != nil {
		// As Go's own resolver says it.
		return nil, &net.DNSError{Err: err.Error(), Name: host, IsNotFound: true}
	}
	return []string{ip.String()}, nil
}

// await waits for a JavaScript value that may be a promise.
func await(v js.Value) (js.Value, error) {
	type outcome struct {
		value js.Value
		err   error
	}
	done := make(chan outcome, 1)
	resolved := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- outcome{value: args[0]}
		return nil
	})
	defer resolved.Release()
	rejected := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- outcome{err: errors.New(args[0].Get("message").String())}
		return nil
	})
	defer rejected.Release()
	js.Global().Get("Promise").Call("resolve", v).Call("then", resolved, rejected)
	o := <-done
	return o.value, o.err
}
