package main

import (
	"fmt"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats-server/v2/conf"
)

// Some configurations end nats-server by a panic. On a machine of its own that is one process; here it
// would be all servers of the tab. Those that are known are refused before a server reads them.

// shortest is the least that an interval may be: the server divides it, and works at each.
const shortest = time.Millisecond

// deepest is how deep maps and lists may lie in each other: the server follows them by recursion, and
// the stack of a module is short.
const deepest = 500

var include = regexp.MustCompile(`(?m)(?:^|[{};,])[ \t]*include[ \t]+(?:"([^"\n]+)"|'([^'\n]+)'|([^\s"';}]+))`)

// refuse answers what is wrong with a configuration file that a server must not read.
func refuse(file string) error {
	if err := refuseCycle(file, nil); err != nil {
		return err
	}
	settings, err := conf.ParseFileWithChecks(file)
	if err != nil {
		return nil // the server says it
	}
	return refuseWithin(settings, 0)
}

// refuseCycle looks for a file that includes itself, or one that includes it.
func refuseCycle(file string, within []string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil // the server says it
	}
	within = append(within, file)
	for _, at := range include.FindAllSubmatchIndex(text, -1) {
		group := text[max(at[2], at[4], at[6]):max(at[3], at[5], at[7])]
		included := path.Join(path.Dir(file), string(group))
		if slices.Contains(within, included) {
			line := 1 + strings.Count(string(text[:at[1]]), "\n")
			return fmt.Errorf("%s:%d:0: error parsing include file '%s', it includes itself", file, line, group)
		}
		if err := refuseCycle(included, within); err != nil {
			return err
		}
	}
	return nil
}

// token is a value of a configuration, and where it stands.
type token interface {
	Value() any
	Line() int
	Position() int
	SourceFile() string
}

func refuseWithin(value any, depth int) error {
	t, _ := value.(token)
	if t != nil {
		value = t.Value()
	}
	var within []any
	switch v := value.(type) {
	case []any:
		within = v
	case map[string]any:
		for key, each := range v {
			if err := refuseShort(key, each); err != nil {
				return err
			}
			within = append(within, each)
		}
	}
	if depth == deepest && len(within) > 0 {
		return refusal(t, "maps and lists lie more than %d deep in each other", deepest)
	}
	for _, each := range within {
		if err := refuseWithin(each, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func refuseShort(key string, value any) error {
	t, ok := value.(token)
	if !ok || !isInterval(key) {
		return nil
	}
	if d := durationOf(t.Value()); d != 0 && d < shortest {
		return refusal(t, "%s of %v is too short: %v is the shortest here", key, d, shortest)
	}
	return nil
}

// refusal is worded as nats-server words its own.
func refusal(t token, format string, args ...any) error {
	return fmt.Errorf("%s:%d:%d: "+format, append([]any{t.SourceFile(), t.Line(), t.Position()}, args...)...)
}

func isInterval(key string) bool {
	names := []string{"ping_interval", "reconnect", "reconnect_delay", "reconnect_interval"}
	return slices.Contains(names, strings.ToLower(key))
}

// durationOf answers what the server takes a value for: a number is seconds. It is 0 where that is none.
func durationOf(value any) time.Duration {
	switch v := value.(type) {
	case int64:
		return time.Duration(v) * time.Second
	case string:
		d, _ := time.ParseDuration(v)
		return d
	}
	return 0
}
