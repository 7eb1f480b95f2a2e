// parse-urls reads URLs, as an array of JSON on its input, as nats-server does, and writes what Go makes of each.
package main

import (
	"encoding/json"
	"log"
	"net/url"
	"os"
	"strings"
)

// parsed is a URL, or null where Go refuses the text.
type parsed struct {
	Scheme   string  `json:"scheme"`
	User     *string `json:"user"`
	Password *string `json:"password"`
	Hostname string  `json:"hostname"`
	Port     string  `json:"port"`
}

func main() {
	var texts []string
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		log.Fatal(err)
	}
	all := make([]*parsed, len(texts))
	for i, text := range texts {
		u, err := url.Parse(strings.TrimSpace(text))
		if err != nil {
			continue
		}
		p := &parsed{Scheme: u.Scheme, Hostname: u.Hostname(), Port: u.Port()}
		if u.User != nil {
			user := u.User.Username()
			p.User = &user
			if password, ok := u.User.Password(); ok {
				p.Password = &password
			}
		}
		all[i] = p
	}
	if err := json.NewEncoder(os.Stdout).Encode(all); err != nil {
		log.Fatal(err)
	}
}
