import type { IExecuteFunctions } from 'n8n-workflow';
import type { Operation } from '../../../../nodes/TeamsWebhook/operations/table';

const FOLDER = '../../../../nodes/TeamsWebhook/operations';

/** The operations that are loaded late: their value, their file, and what it exports. */
const SELDOM = [
	['callbackUrl', 'card/callbackUrl/execute', 'createCallbackUrls'],
	['validate', 'card/validate/execute', 'validateItems'],
	['build', 'connectorApp/build/execute', 'buildItems'],
	['diagnose', 'webhook/diagnose/execute', 'diagnoseItems'],
] as const;

/** Loads the table anew. Returns it with the files of seldom used operations that have been loaded so far. */
function load(): { readonly operations: readonly Operation[]; readonly loaded: readonly string[] } {
	const loaded: string[] = [];
	let operations: readonly Operation[] = [];
	jest.isolateModules(() => {
		for (const [value, file, name] of SELDOM)
			jest.doMock(`${FOLDER}/${file}`, () => {
				loaded.push(value);
				return { [name]: async () => await Promise.resolve([{ json: { ran: value } }]) };
			});
		({ OPERATIONS: operations } = jest.requireActual<{ OPERATIONS: readonly Operation[] }>(`${FOLDER}/table`));
	});
	return { operations, loaded };
}

it('loads no operation that few workflows use before it runs', () => {
	const { operations, loaded } = load();
	expect(operations).toHaveLength(8);
	expect(loaded).toEqual([]);
});

it.each(SELDOM)('loads "%s" when it runs, and runs it', async (value) => {
	const { operations, loaded } = load();
	const operation = operations.find(({ option }) => option.value === value);
	expect(await operation?.execute({} as IExecuteFunctions)).toEqual([{ json: { ran: value } }]);
	expect(loaded).toEqual([value]);
});
