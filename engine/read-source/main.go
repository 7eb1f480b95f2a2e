// Command read-source reads the Go files of a folder and prints as JSON what this project knows of
// nats-server's source: its functions and types, the texts in them, and what its `case`s compare with.
// Tests and `npm run upgrade-check` read it with tools/lib/server-source.ts.
package main

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"log"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
)

// declaration is a function or a type with its source.
type declaration struct {
	File string `json:"file"`
	Name string `json:"name"`
	Text string `json:"text"`
	// Fields are the JSON names of a struct's fields.
	Fields []string `json:"fields,omitempty"`
	// Cases are the texts that a function's `case`s compare with.
	Cases []string `json:"cases,omitempty"`
}

// text is a string of the source. Several that are joined by + are one, unless a value lies between.
type text struct {
	File   string `json:"file"`
	Within string `json:"within"` // the function; empty outside of one
	Text   string `json:"text"`
	// Taken is the use of the text: "call" (also of a type: T{"…"}), "return", "field" or "value". By is
	// the name of that function, type, field or variable.
	Taken string `json:"taken"`
	By    string `json:"by"`
	// Variable is set by a call with the text: ErrX in `ErrX = errors.New("…")`.
	Variable string `json:"variable,omitempty"`
}

type reader struct {
	Functions []declaration `json:"functions"`
	Types     []declaration `json:"types"`
	Texts     []text        `json:"texts"`
}

func main() {
	log.SetFlags(0)
	files, err := filepath.Glob(filepath.Join(os.Args[1], "*.go"))
	if err != nil {
		log.Fatal(err)
	}
	var r reader
	for _, file := range files {
		if !strings.HasSuffix(file, "_test.go") {
			if err := r.read(file); err != nil {
				log.Fatal(err)
			}
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(r); err != nil {
		log.Fatal(err)
	}
}

func (r *reader) read(path string) error {
	source, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	tree, err := parser.ParseFile(token.NewFileSet(), path, source, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	file := filepath.Base(path)
	textOf := func(n ast.Node) string { return string(source[n.Pos()-tree.FileStart : n.End()-tree.FileStart]) }
	for _, decl := range tree.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			r.Functions = append(r.Functions, declaration{
				File: file, Name: d.Name.Name, Text: textOf(d), Cases: casesIn(d),
			})
			r.readTexts(d, text{File: file, Within: d.Name.Name})
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok {
					r.Types = append(r.Types, declaration{
						File: file, Name: t.Name.Name, Text: textOf(t), Fields: fieldsOf(t),
					})
				}
			}
			r.readTexts(d, text{File: file})
		}
	}
	return nil
}

// readTexts gathers the texts below a node, each with what takes it.
func (r *reader) readTexts(node ast.Node, in text) {
	variables := map[*ast.CallExpr]string{}
	take := func(taken, by string, values ...ast.Expr) {
		for _, value := range values {
			for _, joined := range joinedTexts(value) {
				found := in
				found.Taken, found.By, found.Text = taken, by, joined
				r.Texts = append(r.Texts, found)
			}
		}
	}
	ast.Inspect(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			in.Variable = variables[n]
			take("call", nameOf(n.Fun), n.Args...)
			in.Variable = ""
		case *ast.CompositeLit:
			for _, element := range n.Elts {
				if pair, ok := element.(*ast.KeyValueExpr); ok {
					take("field", nameOf(pair.Key), pair.Value)
					element = pair.Value
				}
				take("call", nameOf(n.Type), element)
			}
		case *ast.ReturnStmt:
			take("return", "", n.Results...)
		case *ast.AssignStmt:
			if n.Tok == token.ASSIGN {
				for i, value := range n.Rhs {
					take("value", nameOf(n.Lhs[i]), value)
				}
			}
		case *ast.ValueSpec:
			for i, value := range n.Values {
				name := n.Names[i].Name
				take("value", name, value)
				if call, ok := value.(*ast.CallExpr); ok {
					variables[call] = name
				}
			}
		}
		return true
	})
}

// joinedTexts answers the texts of an expression that is one, or a sum of some.
func joinedTexts(e ast.Expr) []string {
	var texts []string
	open := false // the last text goes on
	var visit func(ast.Expr)
	visit = func(e ast.Expr) {
		switch e := e.(type) {
		case *ast.ParenExpr:
			visit(e.X)
		case *ast.BinaryExpr:
			if e.Op == token.ADD {
				visit(e.X)
				visit(e.Y)
			}
		case *ast.BasicLit:
			if e.Kind != token.STRING {
				return
			}
			value, err := strconv.Unquote(e.Value)
			if err != nil {
				log.Fatal(err)
			}
			if open {
				texts[len(texts)-1] += value
			} else {
				texts = append(texts, value)
			}
			open = true
		default:
			open = false
		}
	}
	visit(e)
	return texts
}

func casesIn(f *ast.FuncDecl) []string {
	var cases []string
	ast.Inspect(f, func(n ast.Node) bool {
		if clause, ok := n.(*ast.CaseClause); ok {
			for _, value := range clause.List {
				cases = append(cases, joinedTexts(value)...)
			}
		}
		return true
	})
	return cases
}

func fieldsOf(t *ast.TypeSpec) []string {
	s, ok := t.Type.(*ast.StructType)
	if !ok {
		return nil
	}
	var names []string
	for _, field := range s.Fields.List {
		if field.Tag != nil {
			tag, _ := strconv.Unquote(field.Tag.Value)
			name, _, _ := strings.Cut(reflect.StructTag(tag).Get("json"), ",")
			if name != "" && name != "-" {
				names = append(names, name)
			}
		}
	}
	return names
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}
