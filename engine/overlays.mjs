// @ts-check

/**
 * A change to the pinned nats-server source that the build makes on a copy of it.
 * @typedef {object} Overlay
 * @property {string} file
 * @property {string} within The beginning of the one declaration to change, up to a name's end.
 * @property {string} find The text to replace, which the declaration has once.
 * @property {string} put The text in its stead.
 * @property {string} [adds] Text for the end of the file.
 * @property {string} why
 * @property {{ file: string, name: string }} test A test that fails without it; or, where all it saves is time, with a wrong one.
 */

const leftOut = {
  file: 'src/hosts/tab/left-out.servers.test.ts',
  name: 'who asks a server here for %s is told that it is left out, and that a native server has it',
};

/** @type {Overlay[]} */
export const overlays = [
  {
    file: 'server/client.go',
    within: 'const (\n\tnbPoolSizeSmall',
    find: '= 512   // Underlying array size of small buffer\n\tnbPoolSizeMedium = 4096 ',
    put: '= 16384 // Underlying array size of small buffer\n\tnbPoolSizeMedium = 32768 ',
    why: `Where there is no writev, each of the buffers that a connection gathers is a write of its own, and on the
network inside the module a packet that is read by itself. With room for more in each, about four times as many
messages cross a link in a second.`,
    test: {
      file: 'src/hosts/tab/engine.servers.test.ts',
      name: 'writes many small messages at once',
    },
  },
  {
    file: 'server/client.go',
    within: 'func (c *client) flushOutbound',
    find: 'var _orig [nbMaxVectorSize][]byte',
    put: 'var _orig [16][]byte',
    why: `It takes 24 KB of the stack of both goroutines of a connection, and sets them to zero at each flush. As many
buffers wait at once where each has 512 bytes; here a flush has one or two of them.`,
    test: {
      file: 'src/hosts/tab/engine.servers.test.ts',
      name: 'takes little memory for each connection',
    },
  },
  {
    file: 'server/accounts.go',
    within: 'func (a *Account) selectMappedSubject',
    find: '\ta.mu.RLock()\n\t// In case',
    put: `	a.mu.RLock()
	if !slices.ContainsFunc(a.mappings, func(m *mapping) bool { return mayMap(m.src, dest) }) {
		a.mu.RUnlock()
		return dest, false
	}
	// In case`,
    adds: `
// mayMap answers whether a mapping of src may be one of the subject, by how both begin.
func mayMap(src, subject string) bool {
	return subject == _EMPTY_ || src[0] == subject[0] || src[0] == pwc || src[0] == fwc
}
`,
    why: `An account with a JetStream domain has a dozen mappings, and each message has the server take each of them apart:
a tenth of what a message costs here.`,
    test: {
      file: 'src/hosts/tab/engine.servers.test.ts',
      name: 'maps subjects, also by a mapping that begins with a wildcard',
    },
  },
  {
    file: 'server/filestore.go',
    within: 'func (mb *msgBlock) writeAt',
    find: 'mb.mfd.WriteAt(buf, woff)',
    put: 'WriteAt(mb.mfd, buf, woff)',
    adds: `
// WriteAt writes at an offset of a file.
var WriteAt = (*os.File).WriteAt
`,
    why: `Each message that is stored is a write. Go makes a callback, a copy and a dozen calls of JavaScript for one; the
module's owner makes one call.`,
    test: {
      file: 'src/hosts/tab/engine.servers.test.ts',
      name: 'stores a message by one call of JavaScript',
    },
  },
  {
    file: 'server/filestore.go',
    within: 'func writeAtomicallyWithTemp',
    find: '\t\tflags = flags | os.O_SYNC\n',
    put: '',
    why: `Go on js/wasm refuses O_SYNC, with which the server opens what it writes atomically. A file in memory has
nothing to sync.`,
    test: {
      file: 'src/hosts/tab/engine.servers.test.ts',
      name: 'keeps its streams over a stop and a start in the same place',
    },
  },
  {
    file: 'server/jetstream.go',
    within: 'func (js *jetStream) wouldExceedLimits',
    find: '> atomic.LoadInt64(max)',
    put: '> min(atomic.LoadInt64(max), mostOf(storeType))',
    adds: `
// MostInMemory and MostStored limit what the streams of a server hold, beside its configuration.
var MostInMemory, MostStored int64 = math.MaxInt64, math.MaxInt64

func mostOf(storeType StorageType) int64 {
	if storeType == MemoryStorage {
		return MostInMemory
	}
	return MostStored
}
`,
    why: `A server of its own machine measures its disk and its memory. Here it takes a terabyte for granted, and the memory
of a tab is shared: a server that fills it would end them all. The limit that counts is applied where the server compares,
so that configurations which reserve more still run, and the pages of its monitoring show what they ask for.`,
    test: {
      file: 'src/hosts/tab/engine.servers.test.ts',
      name: 'refuses in its own words what its memory or its disk has no room for, and others run on (%s)',
    },
  },
  {
    file: 'server/jetstream_cluster.go',
    within: 'func (js *jetStream) setupMetaGroup',
    find: '\tif bootstrap {\n\t\tn.Campaign()\n',
    put: '\tif bootstrap {\n\t\tgo firstCampaign(s, sysAcc, n.(*raft))\n',
    adds: `
// firstCampaign has one member of a new cluster ask for votes as soon as all members are linked. Where that one
// fails, or is not there, each asks once no more have come for a while.
func firstCampaign(s *Server, sysAcc *Account, n *raft) {
	patience := 3 * time.Second
	if s.gateway.enabled {
		patience = time.Second // members beyond a gateway are not seen here
	}
	for seen, since := 0, time.Now(); s.isRunning() && n.Leaderless(); time.Sleep(20 * time.Millisecond) {
		hearing, _ := sysAcc.sl.NumInterest(n.vsubj)
		linked, isFirst := 1, true
		s.mu.RLock()
		for id := range s.routes {
			linked++
			isFirst = isFirst && s.info.ID < id
		}
		s.mu.RUnlock()
		if now := min(hearing, linked); now != seen {
			seen, since = now, time.Now()
		}
		if isFirst && seen >= n.ClusterSize() {
			n.Lock()
			n.campaign(minCampaignTimeout)
			n.Unlock()
			return
		}
		if time.Since(since) >= patience {
			n.Campaign()
			return
		}
	}
}
`,
    why: `The first election of a new cluster is won with the votes of all members. A member that asks for their votes before
they are there, or while another asks, has spent its own: the next election is four to nine seconds away. Here the members
start one after the other on one thread, which may be slow, and their timers end while it does other work.`,
    test: {
      file: 'src/hosts/tab/engine.servers.test.ts',
      name: 'of a new cluster asks for the votes of the others once they are linked, and one does so for all',
    },
  },
  {
    file: 'server/reload.go',
    within: 'func (s *Server) reloadClientTraceLevel',
    find: '\topts := s.getOpts()\n\n\tif opts.NoLog {\n\t\treturn\n\t}\n\n',
    put: '',
    why: `A server whose log is not its own leaves connections that are there as they are when it begins to trace, and a
leaf connection is always there.`,
    test: {
      file: 'tests/servers/hosts/server-facts.ts',
      name: 'logs more and less while it runs',
    },
  },
  {
    file: 'server/client.go',
    within: 'func (c *client) readLoop',
    find: 's2.NewReader(nc)',
    put: 's2.NewReader(nc, s2.ReaderAllocBlock(64<<10))',
    why: `See s2WriterOptions: a reader takes a megabyte too, before it has read a byte.`,
    test: {
      file: 'src/hosts/tab/engine.servers.test.ts',
      name: 'that compresses its leaf connection takes little memory for each',
    },
  },
  {
    file: 'server/server.go',
    within: 'func s2WriterOptions',
    find: '_opts[:0],\n',
    put: '_opts[:0], s2.WriterBlockSize(64<<10),\n',
    why: `A compressed connection takes buffers of a megabyte each, and its pool keeps them over two collections. Links are
cut and mended here all the time: each time left about two megabytes, and the memory of a module never shrinks.`,
    test: {
      file: 'src/hosts/tab/engine.servers.test.ts',
      name: 'that compresses its leaf connection takes little memory for each',
    },
  },
  {
    file: 'server/server.go',
    within: 'func (s *Server) getRandomIP',
    find: 'resolver.LookupHost(context.Background(), host)',
    put: 'LookupHost(s.getOpts().ConfigFile, host, port)',
    adds: `
// LookupHost answers the IP addresses at which a server reaches a port of a host. A server is known
// by its configuration file.
var LookupHost func(configFile, host, port string) ([]string, error)
`,
    why: `Go on js/wasm looks up no names. Here the module's owner does, for each server by itself, when it dials and not
before: so names that servers tell each other lead through links too.`,
    test: {
      file: 'tests/servers/hosts/link-facts.ts',
      name: 'is up once both servers are past the handshake, and its wire tells how',
    },
  },
  {
    file: 'server/jetstream_errors_generated.go',
    within: 'var (\n\tApiErrors',
    find: 'ApiErrors = map[ErrorIdentifier]*ApiError{',
    put: 'apiErrors = [...]ApiError{',
    adds: `
// ApiErrors has the errors of JetStream by their numbers.
var ApiErrors = func() map[ErrorIdentifier]*ApiError {
	all := make(map[ErrorIdentifier]*ApiError)
	for id := range apiErrors {
		if apiErrors[id].Code != 0 {
			all[ErrorIdentifier(id)] = &apiErrors[id]
		}
	}
	return all
}()
`,
    why: `The map of these errors is made by 87 KB of code that runs once. Chromium optimizes it nonetheless, on the cores
that a cold start needs: with the errors that errors.New makes (see build.mjs), a tenth of that start on two cores. As
data they need no code.`,
    test: {
      file: 'src/hosts/tab/engine.servers.test.ts',
      name: 'tells errors of JetStream by their numbers',
    },
  },
  // Parts that the servers here have no use for, each with what it weighs in the packed module. Their configuration is read
  // and checked as by any server: a network that has them runs as it is, and what is wrong there is found. Who asks for
  // them is told. Go's linker leaves out what has no caller any more.
  {
    file: 'server/mqtt.go',
    within: 'func (c *client) isMqtt',
    find: 'return c.mqtt != nil',
    put: 'return false // createMQTTClient makes none',
    why: `MQTT weighs 2 %, and no MQTT client reaches a tab. createMQTTClient makes none.`,
    test: leftOut,
  },
  {
    file: 'server/mqtt.go',
    within: 'func (s *Server) createMQTTClient',
    find: '\topts := s.getOpts()\n\n',
    put: `	if true {
		s.Errorf("MQTT client refused: MQTT is left out of the servers here, and a native nats-server has it")
		conn.Close()
		return nil
	}
	opts := s.getOpts()
`,
    why: `See isMqtt. The port is listened to all the same: another listener that wants it is refused, as anywhere.`,
    test: leftOut,
  },
  {
    file: 'server/mqtt.go',
    within: 'func (s *Server) startMQTT',
    find: 's.Noticef("Listening for MQTT clients on %s://%s:%d", scheme, o.Host, o.Port)',
    put: 's.Warnf("No MQTT clients on %s://%s:%d: MQTT is left out of the servers here, and a native nats-server has it", scheme, o.Host, o.Port)',
    why: `See isMqtt. Who configures it is told when the server starts.`,
    test: leftOut,
  },
  {
    file: 'server/ocsp.go',
    within: 'func (srv *Server) NewOCSPMonitor',
    find: `		if err := srv.setupOCSPStapleStoreDir(); err != nil {
			return nil, nil, err
		}
`,
    put: `		if true {
			return nil, nil, fmt.Errorf("no OCSP status for certificate at '%s': OCSP is left out of the servers here, which reach no responder, and a native nats-server has it", certFile)
		}
`,
    why: `OCSP weighs 0.8 %, and no responder is reached from a tab. A server that must have the status of a certificate does
not start, as where its responder is away. One that need not is told nothing.`,
    test: leftOut,
  },
  {
    file: 'server/ocsp.go',
    within: 'func (s *Server) startOCSPMonitoring',
    find: 's.startGoRoutine(func() { m.run() })',
    put: '_ = m',
    why: `See NewOCSPMonitor, which makes none.`,
    test: leftOut,
  },
  {
    file: 'server/ocsp_peer.go',
    within: 'func (s *Server) plugTLSOCSPPeer',
    find: '\ts.Debugf(certidp.DbgPlugTLSForKind, config.kind)\n',
    put: `	if true {
		return nil, false, fmt.Errorf("no ocsp_peer for %s connections: OCSP is left out of the servers here, which reach no responder, and a native nats-server has it", config.kind)
	}
`,
    why: `See NewOCSPMonitor. Without a responder each certificate would be refused.`,
    test: leftOut,
  },
  {
    file: 'server/ocsp_responsecache.go',
    within: 'func (s *Server) initOCSPResponseCache',
    find: 'if !s.ocspPeerVerify {',
    put: 'if true {',
    why: `See plugTLSOCSPPeer, after which no server has ocspPeerVerify.`,
    test: leftOut,
  },
  {
    file: 'server/server.go',
    within: 'import (\n\t"bytes"',
    find: '\t_ "net/http/pprof"\n',
    put: '',
    why: `Profiles weigh 2.6 %, and no program reaches the port of a profiler in a tab.`,
    test: leftOut,
  },
  {
    file: 'server/server.go',
    within: 'func (s *Server) StartProfiler',
    find: 's.Noticef("profiling port: %d", ',
    put: 's.Warnf("No profiles on port %d: they are left out of the servers here, and a native nats-server has them", ',
    why: `See the import of net/http/pprof. Who configures it is told when the server starts.`,
    test: leftOut,
  },
  {
    file: 'server/monitor.go',
    within: 'func (s *Server) profilez',
    find: '\tswitch opts.Name {\n',
    put: `	if true {
		return &ProfilezStatus{Error: "profiles are left out of the servers here, and a native nats-server has them"}
	}
	switch name := opts.Name; name {
`,
    why: `See the import of net/http/pprof.`,
    test: leftOut,
  },
];
