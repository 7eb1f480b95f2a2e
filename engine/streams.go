package main

import (
	"errors"
	"math"
	"net"
	"sync"
	"syscall/js"
	"unsafe"
)

// How many bytes of a connection cross to JavaScript or back at once: few, until there are more.
const leastBuffer, mostBuffer = 4 << 10, 64 << 10

// The other end of these is in src/hosts/tab/module-streams.ts. Bytes cross straight to and from the memory of the
// module: one call by syscall/js is some twenty crossings.

// arrived passes bytes of a connection on, and answers whether there is room for more.
//
//go:wasmimport leafwise arrived
//go:noescape
func arrived(id int32, bytes unsafe.Pointer, size int32) bool

// ended tells that nothing more arrives from a connection, or is written to it.
//
//go:wasmimport leafwise ended
func ended(id int32)

// awaiting answers a connection that has bytes to write; as a negative number, one that has room for more; event; 0 if
// nothing awaits the program, as when a timer has resumed it.
//
//go:wasmimport leafwise awaiting
func awaiting() int32

// event stands for a call of a function of syscall/js.
const event = math.MinInt32

// take answers how many bytes of a connection it has put into a buffer to be written. Once there are none, what came
// before is accepted.
//
//go:wasmimport leafwise take
//go:noescape
func take(id int32, into unsafe.Pointer, size int32) int32

// streams are the connections and listeners that JavaScript holds, by number.
type streams struct {
	mu        sync.Mutex
	last      int
	conns     map[int]*conn
	listeners map[int]net.Listener
}

// conn is a connection that is read and written beside the event loop.
type conn struct {
	net.Conn
	id          int32
	bytes, room chan struct{} // told that there are some
	closed      chan struct{}
}

func newStreams() *streams {
	return &streams{conns: map[int]*conn{}, listeners: map[int]net.Listener{}}
}

// dial(address) answers the number of a new connection.
func (s *streams) dial(args []js.Value) (any, error) {
	c, err := net.Dial("tcp", args[0].String())
	if err != nil {
		return nil, err
	}
	return s.add(c), nil
}

// listen(address) answers the number of a new listener.
func (s *streams) listen(args []js.Value) (any, error) {
	l, err := net.Listen("tcp", args[0].String())
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last++
	s.listeners[s.last] = l
	return s.last, nil
}

// accept(listener) answers the number of the next connection, or null once the listener is closed.
func (s *streams) accept(args []js.Value) (any, error) {
	s.mu.Lock()
	l := s.listeners[args[0].Int()]
	s.mu.Unlock()
	if l == nil {
		return nil, nil
	}
	c, err := l.Accept()
	if errors.Is(err, net.ErrClosed) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return s.add(c), nil
}

// resumed does what JavaScript has resumed the program for. It tells the connections that have bytes to write, or room
// for more. Answers whether there was anything.
func (s *streams) resumed() bool {
	any := false
	for id := awaiting(); id != 0; id = awaiting() {
		any = true
		if id == event {
			handleEvent()
			continue
		}
		c := s.conn(int(max(id, -id)))
		if c == nil {
			ended(max(id, -id))
		} else if id > 0 {
			tell(c.bytes)
		} else {
			tell(c.room)
		}
	}
	return any
}

func tell(waiting chan struct{}) {
	select {
	case waiting <- struct{}{}:
	default: // it has been told, and will look
	}
}

// readAll passes on what arrives, as long as there is room for it.
func (c *conn) readAll() {
	buf := make([]byte, leastBuffer)
	for more := false; ; {
		if !more {
			select {
			case <-c.room:
			case <-c.closed:
			}
		}
		n, err := c.Read(buf)
		if n > 0 {
			more = arrived(c.id, unsafe.Pointer(&buf[0]), int32(n))
		}
		if err != nil {
			ended(c.id)
			return
		}
		if n == len(buf) && n < mostBuffer {
			buf = make([]byte, mostBuffer)
		}
	}
}

// writeAll writes what JavaScript has for the connection.
func (c *conn) writeAll() {
	buf := make([]byte, leastBuffer)
	for {
		n := int(take(c.id, unsafe.Pointer(&buf[0]), int32(len(buf))))
		if n == 0 {
			select {
			case <-c.bytes:
				continue
			case <-c.closed:
				return
			}
		}
		if _, err := c.Write(buf[:n]); err != nil {
			ended(c.id)
			return
		}
		if n == len(buf) && n < mostBuffer {
			buf = make([]byte, mostBuffer)
		}
	}
}

// close(number) closes a connection or a listener. Closing twice is no error.
func (s *streams) close(args []js.Value) (any, error) {
	id := args[0].Int()
	s.mu.Lock()
	c, l := s.conns[id], s.listeners[id]
	delete(s.conns, id)
	delete(s.listeners, id)
	s.mu.Unlock()
	if c != nil {
		close(c.closed)
		return nil, c.Close()
	}
	if l != nil {
		return nil, l.Close()
	}
	return nil, nil
}

// add numbers a connection. Its bytes cross once JavaScript tells that it has room for them.
func (s *streams) add(c net.Conn) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last++
	added := &conn{
		Conn:   c,
		id:     int32(s.last),
		bytes:  make(chan struct{}, 1),
		room:   make(chan struct{}, 1),
		closed: make(chan struct{}),
	}
	s.conns[s.last] = added
	go added.readAll()
	go added.writeAll()
	return s.last
}

func (s *streams) conn(id int) *conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.conns[id]
}
