import type { IExecuteFunctions } from 'n8n-workflow';
import type * as transportModule from '../../../nodes/shared/transport';
import type * as undiciModule from '../../../src/incoming-webhook/http/undici-module';

import { requestTo } from '../../support/network/engines';
import { createExecuteContext } from '../../support/network/execute-context';
import { startFaultServer } from '../../support/network/fault-server';
import { resolveToLoopback } from '../../support/network/names';

jest.mock('../../../src/incoming-webhook/http/undici-module', () => ({ loadUndici: jest.fn() }));

const UNDICI = '../../../src/incoming-webhook/http/undici-module';

const realUndici = jest.requireActual<typeof undiciModule>(UNDICI).loadUndici();

/** Our module as it is after n8n has loaded the package, on a host where loading undici gives `found`. */
async function freshly(
	found: typeof realUndici,
	use: (module: typeof transportModule, context: IExecuteFunctions) => Promise<void>,
): Promise<void> {
	let loaded:
		| { readonly load: jest.MockedFunction<typeof undiciModule.loadUndici>; readonly module: typeof transportModule }
		| undefined;
	jest.isolateModules(() => {
		loaded = {
			load: jest.mocked(jest.requireMock<typeof undiciModule>(UNDICI).loadUndici),
			module: jest.requireActual<typeof transportModule>('../../../nodes/shared/transport'),
		};
	});
	if (loaded === undefined) throw new Error('nothing was loaded');
	loaded.load.mockClear().mockReturnValue(found);
	await use(loaded.module, createExecuteContext());
	expect(loaded.load).toHaveBeenCalledTimes(1);
}

it('takes undici where it is found, looks for it once, and says so before anything is sent', async () => {
	await freshly(realUndici, async ({ createTransport, engineOf }, context) => {
		expect([engineOf(context), createTransport(context).engine, engineOf(context)]).toEqual([
			'undici',
			'undici',
			'undici',
		]);
	});
});

it('takes n8n’s helper where there is none, looks for it once, and says so before anything is sent', async () => {
	await freshly(undefined, async ({ createTransport, engineOf }, context) => {
		expect([engineOf(context), createTransport(context).engine, engineOf(context)]).toEqual(['n8n', 'n8n', 'n8n']);
	});
});

it('shares connections between executions, and asks n8n’s filter of each for leave', async () => {
	const server = await startFaultServer();
	await freshly(realUndici, async ({ createTransport }, context) => {
		const filter = context.helpers.getSecureEgressFilter();
		const asked: Array<string | URL> = [];
		const refusing = {
			helpers: {
				getSecureEgressFilter: () => ({
					...filter,
					validateUrl: async (url: string) => ({ ok: asked.push(url) === 0 }),
				}),
			},
		} as unknown as IExecuteFunctions;
		for (let count = 0; count < 4; count += 1) {
			expect(await createTransport(context).post(requestTo(server.origin))).toMatchObject({ status: 202 });
			await new Promise((resolve) => setImmediate(resolve));
		}
		expect(server.connections()).toBe(1);
		expect(await createTransport(refusing).post(requestTo(server.origin))).toMatchObject({
			sent: 'no',
			reason: 'egress-refused',
		});
		expect([asked, server.bodies().length]).toEqual([[server.origin], 4]);
	});
	await server.close();
});

it.each(['undici', 'n8n'] as const)(
	'does without n8n’s filter where an older n8n has none, with the engine %s',
	async (engine) => {
		const server = await startFaultServer();
		await freshly(engine === 'undici' ? realUndici : undefined, async ({ createTransport }, { helpers }) => {
			const older = { helpers: { ...helpers, getSecureEgressFilter: undefined } } as unknown as IExecuteFunctions;
			const transport = createTransport(older);
			expect(transport.engine).toBe(engine);
			const restore = resolveToLoopback();
			const answer = await transport.post(requestTo(`http://flow.test:${server.port}/`, { isHostListed: false }));
			restore();
			expect(answer).toMatchObject({ status: 202 });
			expect(await transport.post(requestTo(server.origin, { isHostListed: false }))).toMatchObject({
				reason: 'address-refused',
			});
		});
		await server.close();
	},
);
