/** Makes of a function one that is asked once for each thing, and then answers what it has answered. */
export function onceFor<Of extends object, Answer>(answer: (of: Of) => Answer): (of: Of) => Answer {
  const known = new WeakMap<Of, { is: Answer }>();
  return (of) => {
    const before = known.get(of);
    if (before) return before.is;
    const is = answer(of);
    known.set(of, { is });
    return is;
  };
}
