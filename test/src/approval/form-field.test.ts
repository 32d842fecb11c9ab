import { parseFormFields } from '../../../src/approval/form-field';

const options = { values: [{ option: ' A ' }, { option: 'B' }, { option: 'A' }, { option: '' }] };

it('reads rows in the shape of n8n’s forms', () =>
	expect(
		parseFormFields([
			{ fieldLabel: 'Reason', requiredField: true, placeholder: 'e.g. why', defaultValue: 'x' },
			{ fieldName: 'extras', fieldLabel: 'Extras', fieldType: 'checkbox', fieldOptions: options },
			{ fieldLabel: 'Places', fieldType: 'dropdown', multiselect: true, fieldOptions: options },
		]),
	).toEqual([
		{
			name: 'Reason',
			label: 'Reason',
			type: 'text',
			required: true,
			placeholder: 'e.g. why',
			default: 'x',
			options: [],
			multiple: false,
		},
		{
			name: 'extras',
			label: 'Extras',
			type: 'checkbox',
			required: false,
			placeholder: '',
			default: '',
			options: ['A', 'B'],
			multiple: true,
		},
		{
			name: 'Places',
			label: 'Places',
			type: 'dropdown',
			required: false,
			placeholder: '',
			default: '',
			options: ['A', 'B'],
			multiple: true,
		},
	]));

it.each<[string, unknown]>([
	['no list', 'x'],
	['nothing', []],
	['too many', Array.from({ length: 51 }, (_, index) => ({ fieldLabel: `f${index}` }))],
	['a file', [{ fieldLabel: 'a', fieldType: 'file' }]],
	['HTML', [{ fieldLabel: 'a', fieldType: 'html' }]],
	['a hidden value', [{ fieldLabel: 'a', fieldType: 'hiddenField' }]],
	['no label', [{ fieldType: 'text' }]],
	['a label twice', [{ fieldLabel: 'a' }, { fieldLabel: ' a' }]],
	['a choice of nothing', [{ fieldLabel: 'a', fieldType: 'dropdown' }]],
	['a name that is no name', [{ fieldLabel: '__proto__' }]],
])('refuses %s', (_, rows) => {
	expect(() => parseFormFields(rows)).toThrow(expect.objectContaining({ code: 'form-field-invalid' }) as Error);
});
