package twins

import (
	"fmt"
	"go/types"
	"strings"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/misspelt"
)

// Check returns an error if the package, which is that of the description, does not have
// what it describes.
func (d *Description) Check(pkg *types.Package) error {
	recv, method, isMethod := strings.Cut(d.Name, ".")
	obj := pkg.Scope().Lookup(recv)
	if obj == nil {
		return fmt.Errorf("%s has no %s%s", pkg.Path(), recv, meant(recv, pkg.Scope().Names()))
	}
	o := owner{pkg, nil}
	_, isType := obj.(*types.TypeName)
	if isType {
		o.typ = obj.Type()
	}
	if !isMethod {
		method = recv
	}
	switch {
	case isType && !isMethod:
		return d.checkType(o)
	case isMethod && !isType:
		return fmt.Errorf("%s of %s is no type, and has no methods", recv, pkg.Path())
	case d.Field != "":
		return fmt.Errorf("%s of %s is no type, and has no field", recv, pkg.Path())
	}
	fn, err := o.function(method)
	if err != nil {
		return err
	}
	if declared := nameOf(fn); declared != d.Name {
		return fmt.Errorf("%s is %s there: describe that", d.Name, declared)
	}
	return d.checkFunc(o, fn)
}

// checkType checks the description of a type.
func (d *Description) checkType(o owner) error {
	switch {
	case d.Chain != "":
		for _, name := range d.Except {
			if _, err := o.function(name); err != nil {
				return err
			}
		}
		return o.checkChain(d.Chain)
	case d.Field != "":
		field, _, _ := types.LookupFieldOrMethod(o.typ, true, o.pkg, d.Field)
		if v, ok := field.(*types.Var); !ok || !gotypes.IsContext(v.Type()) {
			return fmt.Errorf("%s has no field %s that is a context.Context", o, d.Field)
		}
		return nil
	}
	return fmt.Errorf("%s is a type: name a function, or a method as in %s.Get", o, d.Name)
}

// checkFunc checks the description of the function or method fn of o.
func (d *Description) checkFunc(o owner, fn *types.Func) error {
	sig := fn.Signature()
	switch {
	case d.Chain != "":
		if sig.Results().Len() != 1 {
			return fmt.Errorf("%s of %s has to return one value, which has the chain", fn.Name(), o)
		}
		result := sig.Results().At(0).Type()
		if gotypes.Method(result, o.pkg, d.Chain) == nil {
			return fmt.Errorf("what %s of %s returns has no method %s", fn.Name(), o, d.Chain)
		}
		return owner{o.pkg, result}.checkChain(d.Chain)
	case d.Twin != "":
		twin, err := o.function(d.Twin)
		if err != nil {
			return err
		}
		params := twin.Signature().Params()
		if gotypes.CtxParam(twin.Signature()) != 0 || params.Len() != sig.Params().Len()+1+len(d.Arguments) ||
			!types.Identical(sig.Results(), twin.Signature().Results()) {
			more := ""
			if n := len(d.Arguments); n > 0 {
				more = fmt.Sprintf(" and %d more", n)
			}
			return fmt.Errorf("%s of %s is no twin: it has to take a context, then what %s takes%s, and to return the same", d.Twin, o, fn.Name(), more)
		}
	}
	return nil
}

// An owner is what functions are looked up in: a package, or a type in it.
type owner struct {
	pkg *types.Package
	typ types.Type // nil for the package
}

func (o owner) String() string {
	if o.typ == nil {
		return o.pkg.Path()
	}
	return types.TypeString(o.typ, nil)
}

// function returns the function or method with the name.
func (o owner) function(name string) (*types.Func, error) {
	if o.typ == nil {
		fn, ok := o.pkg.Scope().Lookup(name).(*types.Func)
		if !ok {
			return nil, fmt.Errorf("%s has no function %s%s", o, name, meant(name, o.pkg.Scope().Names()))
		}
		return fn, nil
	}
	fn := gotypes.Method(o.typ, o.pkg, name)
	if fn == nil {
		return nil, fmt.Errorf("%s has no method %s%s", o, name, meant(name, o.methods()))
	}
	return fn, nil
}

// methods returns the names of the methods of a type.
func (o owner) methods() []string {
	t := o.typ
	if !types.IsInterface(t) {
		t = types.NewPointer(t)
	}
	var names []string
	for method := range types.NewMethodSet(t).Methods() {
		names = append(names, method.Obj().Name())
	}
	return names
}

// checkChain checks that the method of a type is one that gives it a context.
func (o owner) checkChain(name string) error {
	fn, err := o.function(name)
	if err == nil && !takesContext(fn.Signature()) {
		return fmt.Errorf("the method %s of %s is no chain: it has to take a context and nothing else, and to return what has it", name, o)
	}
	return err
}

// meant asks for the one of the names that may have been meant.
func meant(name string, names []string) string {
	if other := misspelt.Meant(name, names); other != "" {
		return "; did you mean " + other + "?"
	}
	return ""
}
