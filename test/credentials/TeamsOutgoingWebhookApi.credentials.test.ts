import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import type { TokenField } from '../../src/outgoing-webhook/security-token';

import { assert, property, record, string } from 'fast-check';
import { NodeHelpers } from 'n8n-workflow';

import { TeamsOutgoingWebhookApi } from '../../credentials/TeamsOutgoingWebhookApi.credentials';
import { readTokenFields } from '../../nodes/shared/outgoing-credential';

const { properties } = new TeamsOutgoingWebhookApi();

const TOKEN = Buffer.alloc(32, 1).toString('base64');
const OTHER = Buffer.alloc(32, 2).toString('base64');

/** What n8n shows the editor in place of a stored token. */
const BLANKED = '__n8n_BLANK_VALUE_e5362baf-c777-4d57-a609-6eaf1f9e87f6';

/** The fields that the dialog shows, from top to bottom. */
function dialog(data: INodeParameters): readonly string[] {
	const defaults = Object.fromEntries(properties.map((each) => [each.name, each.default]));
	const values: INodeParameters = { ...defaults, ...data };
	return properties
		.filter((each) => each.type !== 'notice' && NodeHelpers.displayParameter(values, each, null, null))
		.map(({ name }) => name);
}

/** What n8n passes to a node. */
function resolved(data: INodeParameters): INodeParameters {
	return NodeHelpers.getNodeParameters(properties, data, true, false, null, null) ?? {};
}

/** The tokens that count, with their labels. */
function tokensOf(data: INodeParameters): readonly TokenField[] {
	return readTokenFields(data as ICredentialDataDecryptedObject).filter(({ token }) => token !== '');
}

/** What the editor saves of what was typed. */
function saved(data: INodeParameters): INodeParameters {
	return NodeHelpers.getNodeParameters(properties, data, false, false, null, null) ?? {};
}

const FURTHER = [2, 3, 4, 5].flatMap((position) => [`label${position}`, `securityToken${position}`]);

it('asks for one token', () => {
	expect(dialog({})).toEqual(['securityToken', 'several']);
});

it('asks for a label, and for four more tokens, behind the switch', () => {
	expect(dialog({ several: true })).toEqual(['securityToken', 'several', 'label', ...FURTHER]);
});

it.each([TOKEN, BLANKED])('shows a further token that is there, whatever the switch says: %s', (token) => {
	const data = { securityToken: BLANKED, label: 'a', label3: 'c', securityToken3: token };
	for (const several of [{}, { several: false }])
		expect(dialog({ ...data, ...several })).toEqual(['securityToken', 'several', 'label', 'label3', 'securityToken3']);
});

it('has no token that counts and is not shown, and loses none', () => {
	const tokens = Object.fromEntries(
		['', '2', '3', '4', '5'].flatMap((suffix) => [
			[`label${suffix}`, string({ maxLength: 2 })],
			[`securityToken${suffix}`, string({ maxLength: 2 })],
		]),
	);
	assert(
		property(record(tokens, { requiredKeys: [] }), (data) => {
			const given = tokensOf(data);
			const shown = dialog(data);
			for (const { index } of given) expect(shown).toContain(`securityToken${index === 0 ? '' : index + 1}`);
			for (const read of [resolved, saved]) expect(tokensOf(read(data))).toEqual(given);
		}),
	);
});

it('reads two tokens that were stored without the switch', () => {
	const data = { label: 'a', securityToken: TOKEN, label2: 'b', securityToken2: OTHER };
	expect(resolved(data)).toMatchObject(data);
});
