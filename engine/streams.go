package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"syscall/js"
)

// readSize is the most that one read answers, in bytes.
const readSize = 64 << 10

// streams are the connections and listeners that JavaScript holds, by number.
type streams struct {
	mu        sync.Mutex
	last      int
	conns     map[int]*conn
	listeners map[int]net.Listener
}

// conn is a connection with the buffers of its one reader and its one writer.
type conn struct {
	net.Conn
	in, out []byte
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

// read(conn) answers the next bytes, or null at the end. One read at a time on a connection.
func (s *streams) read(args []js.Value) (any, error) {
	c := s.conn(args[0].Int())
	if c == nil {
		return nil, nil
	}
	if c.in == nil {
		c.in = make([]byte, readSize)
	}
	n, err := c.Read(c.in)
	if n == 0 {
		if err == nil || errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed) {
			return nil, nil
		}
		return nil, err
	}
	chunk := js.Global().Get("Uint8Array").New(n)
	js.CopyBytesToJS(chunk, c.in[:n])
	return chunk, nil
}

// write(conn, bytes) answers when the bytes are accepted. One write at a time on a connection.
func (s *streams) write(args []js.Value) (any, error) {
	c := s.conn(args[0].Int())
	if c == nil {
		return nil, fmt.Errorf("connection is closed")
	}
	n := args[1].Get("length").Int()
	if cap(c.out) < n {
		c.out = make([]byte, n)
	}
	js.CopyBytesToGo(c.out[:n], args[1])
	_, err := c.Write(c.out[:n])
	return nil, err
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
		return nil, c.Close()
	}
	if l != nil {
		return nil, l.Close()
	}
	return nil, nil
}

func (s *streams) add(c net.Conn) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last++
	s.conns[s.last] = &conn{Conn: c}
	return s.last
}

func (s *streams) conn(id int) *conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.conns[id]
}
