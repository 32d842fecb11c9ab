import type { IDisplayOptions, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

type Conditions = NonNullable<IDisplayOptions['show']>;

type Rules = { readonly show: Conditions; readonly hide: Conditions };

/** The fields of one level, and those of the panel, which conditions name with a leading "/". */
interface Levels {
	readonly siblings: readonly INodeProperties[];
	readonly root: readonly INodeProperties[];
}

/**
 * The same fields, each shown only where the fields named in its `show` are shown too. n8n checks only the values of
 * those, and a workflow keeps the values of fields that are no longer shown: content that was chosen for Send must not
 * bring its fields into Diagnose. A `hide` may only name fields that are shown wherever it applies; n8n cannot express
 * more.
 */
export function dependentFields(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.map((property) => dependentField(property, { siblings: properties, root: properties }));
}

function dependentField(property: INodeProperties, levels: Levels): INodeProperties {
	const { show, hide } = rulesOf(property, levels);
	const displayOptions = {
		...(Object.keys(show).length === 0 ? {} : { show }),
		...(Object.keys(hide).length === 0 ? {} : { hide }),
	};
	return {
		...property,
		...(property.displayOptions === undefined ? {} : { displayOptions }),
		...optionsOf(property, levels.root),
	};
}

/** The members of a collection, or the fields of its rows. */
function optionsOf({ type, options }: INodeProperties, root: Levels['root']): Pick<INodeProperties, 'options'> {
	if (options === undefined) return {};
	if (type === 'collection') {
		const siblings = options as INodeProperties[];
		return { options: siblings.map((member) => dependentField(member, { siblings, root })) };
	}
	if (type !== 'fixedCollection') return { options };
	return {
		options: (options as INodePropertyCollection[]).map((group) => ({
			...group,
			values: group.values.map((field) => dependentField(field, { siblings: group.values, root })),
		})),
	};
}

function rulesOf({ displayOptions }: INodeProperties, levels: Levels): Rules {
	let rules: Rules = { show: { ...displayOptions?.show }, hide: { ...displayOptions?.hide } };
	for (const [key, values = []] of Object.entries(displayOptions?.show ?? {})) {
		const isOfPanel = key.startsWith('/');
		const level = isOfPanel ? { siblings: levels.root, root: levels.root } : levels;
		const name = isOfPanel ? key.slice(1) : key;
		const needed = level.siblings
			.filter((field) => field.name === name && offers(field, values))
			.map((field) => rulesOf(field, level));
		const [first] = needed;
		if (first === undefined) continue;
		const one: Rules = needed.length === 1 ? first : { show: commonOf(needed.map(({ show }) => show)), hide: {} };
		rules = both(rules, isOfPanel ? { show: asSeenInside(one.show), hide: asSeenInside(one.hide) } : one);
	}
	return rules;
}

/**
 * The panel can define a field several times; a definition that offers none of the values is not the one that is meant.
 */
function offers({ type, options = [] }: INodeProperties, values: readonly unknown[]): boolean {
	return type !== 'options' || options.some((option) => 'value' in option && values.includes(option.value));
}

/**
 * The conditions that all definitions of a field have in common: for each name, every value that any of them allows.
 */
function commonOf(conditions: readonly Conditions[]): Conditions {
	const [first = {}, ...others] = conditions;
	const keys = Object.keys(first).filter((key) => others.every((each) => each[key] !== undefined));
	return Object.fromEntries(keys.map((key) => [key, [...new Set(conditions.flatMap((each) => each[key] ?? []))]]));
}

function both(own: Rules, needed: Rules): Rules {
	const show = { ...own.show };
	for (const [key, values = []] of Object.entries(needed.show))
		show[key] = show[key]?.filter((value) => values.includes(value)) ?? values;
	const hide = { ...own.hide };
	for (const [key, values = []] of Object.entries(needed.hide))
		hide[key] = [...new Set([...(hide[key] ?? []), ...values])];
	return { show, hide };
}

/** Conditions of the panel, as a member of a collection names them. */
function asSeenInside(conditions: Conditions): Conditions {
	return Object.fromEntries(
		Object.entries(conditions).map(([key, values]) => [key.startsWith('@') ? key : `/${key}`, values]),
	);
}
