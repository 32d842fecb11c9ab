/** An expression as read from `${}`. `level` is how deep it nests. */
export type Expression =
	| { readonly kind: 'literal'; readonly value: string | number | boolean | null | undefined; readonly level: number }
	| { readonly kind: 'member'; readonly name: string; readonly of: Expression | undefined; readonly level: number }
	| { readonly kind: 'element'; readonly of: Expression; readonly index: Expression; readonly level: number }
	| { readonly kind: 'object'; readonly entries: readonly (readonly [string, Expression])[]; readonly level: number }
	| { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly level: number };

/** What is wrong with an expression, and what to do about it. */
export interface ExpressionProblem {
	readonly code: 'template-syntax' | 'template-unknown-function' | 'template-too-large';
	readonly message: string;
	readonly fix: string;
}

/** A constant. */
export function literal(value: string | number | boolean | null | undefined): Expression {
	return { kind: 'literal', value, level: 1 };
}

/** A name, or a name of something. */
export function member(name: string, of?: Expression): Expression {
	return { kind: 'member', name, of, level: above(of) };
}

/** Something in square brackets after something. */
export function element(of: Expression, index: Expression): Expression {
	return { kind: 'element', of, index, level: above(of, index) };
}

/** An object as written in an expression. */
export function objectLiteral(entries: readonly (readonly [string, Expression])[]): Expression {
	return { kind: 'object', entries, level: above(...entries.map(([, value]) => value)) };
}

/** A function with its values; operators are calls too. */
export function call(name: string, ...args: readonly Expression[]): Expression {
	return { kind: 'call', name, args, level: above(...args) };
}

function above(...parts: readonly (Expression | undefined)[]): number {
	return 1 + Math.max(0, ...parts.map((part) => part?.level ?? 0));
}
