import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

type Values = Readonly<Record<string, unknown>>;

/**
 * The given parameters, and everything that can be added to them so that the panel shows all its fields: every option
 * of every collection, and in every list of rows one row for each combination of the choices that show and hide other
 * fields of the row. A group that can be added only once has its default values.
 */
export function expanded(properties: readonly INodeProperties[], chosen: Values): Values {
	const added = properties
		.map((property) => [property.name, contentOf(property)] as const)
		.filter(([, content]) => content !== undefined);
	return { ...(Object.fromEntries(added) as Values), ...chosen };
}

/** The names of all fields, including those in collections. Notices and hidden fields are left out. */
export function fieldNames(properties: readonly INodeProperties[]): readonly string[] {
	return properties
		.filter(({ type }) => type !== 'notice' && type !== 'hidden')
		.flatMap((property) => {
			if (property.type === 'collection') return fieldNames(fieldsOf(property));
			return property.type === 'fixedCollection'
				? groupsOf(property).flatMap(({ values }) => fieldNames(values))
				: [property.name];
		});
}

function contentOf(property: INodeProperties): unknown {
	if (property.type === 'collection') return valuesOf(fieldsOf(property));
	if (property.type === 'fixedCollection')
		return Object.fromEntries(groupsOf(property).map(({ name, values }) => [name, groupContent(property, values)]));
	return undefined;
}

/** A group that can be added once holds values, not rows: what another choice shows needs a panel of its own. */
function groupContent({ typeOptions }: INodeProperties, fields: readonly INodeProperties[]): unknown {
	return typeOptions?.multipleValues === true ? rowsOf(fields) : valuesOf(fields);
}

function valuesOf(fields: readonly INodeProperties[]): Values {
	const values: Record<string, unknown> = {};
	for (const field of fields) {
		const content = contentOf(field) ?? field.default;
		// Options of two operations may have the same name: the value then holds what each of them shows.
		const earlier = values[field.name];
		values[field.name] =
			field.type === 'collection' && earlier !== undefined ? { ...earlier, ...(content as Values) } : content;
	}
	return values;
}

function rowsOf(fields: readonly INodeProperties[]): readonly Values[] {
	const deciding = new Set(
		fields.flatMap(({ displayOptions }) => [
			...Object.keys(displayOptions?.show ?? {}),
			...Object.keys(displayOptions?.hide ?? {}),
		]),
	);
	let rows: readonly Values[] = [valuesOf(fields)];
	for (const field of fields.filter(({ name }) => deciding.has(name)))
		rows = rows.flatMap((row) => choicesOf(field).map((choice) => ({ ...row, [field.name]: choice })));
	return rows;
}

function choicesOf({ options, default: preset }: INodeProperties): readonly unknown[] {
	const choices = (options ?? []).flatMap((option) => ('value' in option ? [option.value] : []));
	return choices.length === 0 ? [preset] : choices;
}

function fieldsOf({ options }: INodeProperties): readonly INodeProperties[] {
	return (options ?? []).flatMap((option) => ('type' in option && 'default' in option ? [option] : []));
}

function groupsOf({ options }: INodeProperties): readonly INodePropertyCollection[] {
	return (options ?? []).flatMap((option) => ('values' in option ? [option] : []));
}
