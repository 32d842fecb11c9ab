import type { CardForm } from '../../src/cards/form/card-form';

import { EXAMPLE_IMAGES } from './example-images';

/** A card as people send them, and the name its picture goes by. */
export interface TypicalCard {
	readonly name: string;
	readonly form: CardForm;
}

const EMPTY: CardForm = {
	title: '',
	text: '',
	color: 'default',
	factGroups: [],
	moreItems: 0,
	moreText: 'and {count} more',
	images: [],
	buttons: [],
	mentions: [],
	fullWidth: true,
	rightToLeft: false,
	escapeText: false,
	dates: { style: 'asWritten', locale: '', timeZone: 'UTC' },
};

const alert: Partial<CardForm> = {
	title: 'Disk almost full on db-primary-02',
	text: 'The data volume passed **90 %** and grows by about 3 GB an hour.',
	color: 'warning',
	factGroups: [
		[
			{ title: 'Host', value: 'db-primary-02.eu-north-1.internal.example.com' },
			{ title: 'Volume', value: '/var/lib/postgresql/16/main' },
			{ title: 'Used', value: '912 GB of 1,000 GB (91 %)' },
			{ title: 'Since', value: '2026-11-20T07:42:00Z' },
		],
	],
	images: [{ url: `${EXAMPLE_IMAGES}disk-usage.png`, altText: 'Disk usage over the last 24 hours, rising' }],
	buttons: [
		{ title: 'Open dashboard', url: 'https://example.com/dashboards/db-primary-02' },
		{ title: 'Runbook', url: 'https://example.com/runbooks/disk-full' },
	],
	dates: { style: 'dateTime', locale: 'en-GB', timeZone: 'Europe/Oslo' },
};

const deploy: Partial<CardForm> = {
	title: 'Deployed checkout-service 4.12.0 to production',
	color: 'good',
	factGroups: [
		[
			{ title: 'Commit', value: '8f3c2ad fix: round totals after discounts (#1284)' },
			{ title: 'By', value: 'Ida Berg' },
			{ title: 'Duration', value: '4 min 12 s' },
			{ title: 'Tests', value: '1,482 passed, 0 failed' },
		],
	],
	buttons: [
		{ title: 'View release', url: 'https://example.com/releases/4.12.0' },
		{ title: 'Compare', url: 'https://example.com/compare/4.11.3...4.12.0' },
		{ title: 'Roll back', url: 'https://example.com/rollback/4.12.0' },
	],
};

const incident: Partial<CardForm> = {
	title: 'SEV-1: payments are failing in eu-west-1',
	text: '<at>Ida Berg</at> is incident commander. <at>Ola Nordmann</at>, please join the bridge.\n\nAbout 38 % of card payments end with a timeout since the certificate of the payment gateway was renewed.',
	color: 'attention',
	factGroups: [
		[
			{ title: 'Started', value: '2026-11-20T09:14:00Z' },
			{ title: 'Impact', value: 'Card payments; invoices and gift cards work' },
			{ title: 'Error', value: 'TLS handshake: certificate_unknown <gateway.payments.example.com:443>' },
		],
	],
	buttons: [{ title: 'Join the bridge', url: 'https://example.com/bridge' }],
	mentions: [
		{ name: 'Ida Berg', id: 'ida.berg@example.com' },
		{ name: 'Ola Nordmann', id: 'ola.nordmann@example.com' },
	],
	dates: { style: 'dateTime', locale: 'en-GB', timeZone: 'Europe/Oslo' },
};

const report: Partial<CardForm> = {
	title: 'Invoices overdue by more than 30 days',
	color: 'accent',
	table: {
		heading: '',
		columns: ['Invoice', 'Customer', 'Due', 'Amount'],
		rows: [
			['INV-20411', 'Nordlys Bakeri AS', '2026-10-02', '12,400.00 NOK'],
			['INV-20417', 'Fjell & Fjord Eiendomsforvaltning AS', '2026-10-05', '184,950.50 NOK'],
			['INV-20420', 'Harbor *Logistics* Ltd.', '2026-10-05', '3,120.00 EUR'],
			['INV-20433', 'Ásgeir Jónsson', '', '780.00 EUR'],
			['INV-20434', 'Müller & Söhne GmbH', '2026-10-11', '9,999.99 EUR'],
		],
		more: 37,
	},
	buttons: [{ title: 'Open the full list', url: 'https://example.com/invoices?overdue=30' }],
	dates: { style: 'date', locale: 'en-GB', timeZone: 'Europe/Oslo' },
};

const digest: Partial<CardForm> = {
	title: 'Your week in support, 16–20 November',
	text: 'We answered **214** requests, 12 % more than last week. Half of the first answers came within **23 minutes**.',
	factGroups: [
		[
			{ title: 'New', value: 231 },
			{ title: 'Solved', value: 214 },
			{ title: 'Still open', value: 48 },
			{ title: 'Most asked', value: ['password reset', 'invoice copy', 'delivery time'] },
		],
	],
	images: [
		{ url: `${EXAMPLE_IMAGES}bars-requests.png`, altText: 'Requests per day' },
		{ url: `${EXAMPLE_IMAGES}response-time.png`, altText: 'Time to the first answer' },
		{ url: `${EXAMPLE_IMAGES}bars-satisfaction.png`, altText: 'Satisfaction per day' },
	],
	buttons: [{ title: 'Open report', url: 'https://example.com/reports/week-47' }],
};

const notes: Partial<CardForm> = {
	title: 'Release notes: Planner 2026.11',
	text: [
		'This release makes **recurring tasks** reliable and brings *quiet hours*. Read the [full notes](https://example.com/planner/2026.11) or the [upgrade guide](https://example.com/planner/upgrade).',
		'',
		'What is new:',
		'- Recurring tasks keep their time when the clocks change',
		'- Quiet hours hold notifications back, for each weekday, and deliver them together in the morning',
		'- Search finds text inside of attachments',
		'',
		'Before you upgrade:',
		'1. Export the settings of your calendars',
		'2. Tell people who use the [old mobile app](https://example.com/planner/mobile): it stops working on 1 December',
		'3. Restart the synchronisation service',
		'',
		'Questions? Write to the planner team; we read every message.',
	].join('\n'),
	fullWidth: true,
};

const arabic: Partial<CardForm> = {
	title: 'تنبيه: تأخر مزامنة الطلبات',
	text: 'لم تصل أي طلبات جديدة من **المتجر الإلكتروني** منذ 45 دقيقة. يُرجى مراجعة:\n- حالة خدمة Orders API\n- سجل الأخطاء في [لوحة المتابعة](https://example.com/dashboard)',
	color: 'attention',
	factGroups: [
		[
			{ title: 'الخدمة', value: 'orders-sync (eu-1)' },
			{ title: 'آخر طلب', value: '2026-11-20T06:30:00Z' },
			{ title: 'الطلبات المتأخرة', value: '128 طلبًا' },
			{ title: 'المسؤول', value: 'ليلى حسن' },
		],
	],
	buttons: [{ title: 'فتح لوحة المتابعة', url: 'https://example.com/dashboard' }],
	rightToLeft: true,
	dates: { style: 'dateTime', locale: 'ar-EG', timeZone: 'Africa/Cairo' },
};

const japanese: Partial<CardForm> = {
	title: '夜間バッチが完了しました',
	text: '売上データの集計は**正常に終了**しました。3件の伝票は金額が一致しないため、経理担当者の確認が必要です。',
	color: 'good',
	factGroups: [
		[
			{ title: '開始', value: '2026-11-19T17:00:00Z' },
			{ title: '終了', value: '2026-11-19T18:24:00Z' },
			{ title: '処理件数', value: '1,204,518件' },
			{ title: '要確認の伝票', value: ['A-10294', 'A-10311', 'B-00872'] },
			{ title: '担当', value: '東京本社 経理部 佐藤 花子' },
		],
	],
	buttons: [
		{ title: '結果を見る', url: 'https://example.com/batch/20261120' },
		{ title: '伝票を確認する', url: 'https://example.com/slips?check=1' },
	],
	dates: { style: 'dateTime', locale: 'ja-JP', timeZone: 'Asia/Tokyo' },
};

/** Eight cards that together use everything the form offers. */
export const TYPICAL_CARDS: readonly TypicalCard[] = Object.entries({
	alert,
	notes,
	deploy,
	incident,
	report,
	digest,
	arabic,
	japanese,
}).map(([name, form]) => ({ name, form: { ...EMPTY, ...form } }));
