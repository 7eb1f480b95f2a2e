/** Things that are joined with each other, directly or by way of others. */
export class Joined {
  readonly #above = new Map<string, string>();

  /** What stands for all that a thing is joined with. */
  root(one: string): string {
    let root = one;
    for (let above = this.#above.get(root); above !== undefined; above = this.#above.get(root))
      root = above;
    // The next search is short.
    for (let each = one; each !== root;) {
      const above = this.#above.get(each)!;
      this.#above.set(each, root);
      each = above;
    }
    return root;
  }

  /** Joins two. Answers whether they were not joined before. */
  join(one: string, other: string): boolean {
    const [first, second] = [this.root(one), this.root(other)];
    if (first === second) return false;
    this.#above.set(first, second);
    return true;
  }
}
