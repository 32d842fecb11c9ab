import type { TemplateBudget } from '../budget';
import type { Expression } from '../expression';
import type { Ask, TemplateFunction } from './define';

import { sizeOf, spendMade } from '../budget';
import { Failure, tooLarge } from '../failure';
import { isNonDateObject, objectOf, withProperty } from '../json-value';
import { joined } from './collection';
import { define, defineLazy, defineMany, passing } from './define';

/** Functions of objects. They never change data: each makes a new object. */
export const OBJECT_FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
	addProperty: define(['object', 'string', 'any'], ([object, name, value]) =>
		Object.hasOwn(object, name)
			? new Failure('the object already has this property')
			: withProperty(object, name, value),
	),
	getProperty: passing(defineLazy({ min: 1, max: 2 }, getProperty)),
	merge: defineMany('any', 1, merge),
	removeProperty: define(['object', 'string'], ([object, name]) =>
		objectOf(Object.entries(object).filter(([key]) => key !== name)),
	),
	setProperty: define(['object', 'string', 'any'], ([object, name, value]) => withProperty(object, name, value)),
};

function merge(values: readonly unknown[], budget: TemplateBudget): unknown {
	const all = joined(values, budget);
	if (all instanceof Failure) return all;
	const objects = all.filter(isNonDateObject);
	spendMade(budget, { entries: objects.reduce((sum, object) => sum + sizeOf(object).entries, 0), characters: 0 });
	if (budget.exceeded !== undefined) return tooLarge(budget.exceeded);
	return objects.length < all.length
		? new Failure('values must be objects, or lists of objects')
		: objectOf(objects.flatMap((object) => Object.entries(object)));
}

function getProperty([first, second]: readonly Expression[], ask: Ask): unknown {
	const start = first === undefined ? undefined : ask.value(first);
	if (start instanceof Failure) return start;
	const path = second === undefined ? start : ask.quiet(second);
	if (path instanceof Failure) return path;
	if (typeof path !== 'string') return new Failure('the name of the property must be text');
	return ask.lookUp(path, second === undefined ? undefined : { value: start });
}
