// parse-confs reads configurations, as an array of JSON on its input, as nats-server does, and writes what it says of each.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"

	"github.com/nats-io/nats-server/v2/conf"
)

// said is the error of the parser: empty where it takes the text.
func said(text string) (words string) {
	defer func() {
		if r := recover(); r != nil {
			words = fmt.Sprint("panic: ", r)
		}
	}()
	if _, err := conf.ParseWithChecks(text); err != nil {
		return err.Error()
	}
	return ""
}

func main() {
	var texts []string
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		log.Fatal(err)
	}
	all := make([]string, len(texts))
	for i, text := range texts {
		all[i] = said(text)
	}
	if err := json.NewEncoder(os.Stdout).Encode(all); err != nil {
		log.Fatal(err)
	}
}
