import { messageMarkdown } from './markdown';
import { PLACEHOLDER } from './without-images';

/** Hero, thumbnail, receipt and list cards: what they say, in their order (teams.md A.6). */
export function BasicCardView({ card }: { readonly card: Readonly<Record<string, unknown>> }) {
	const images = objects(card.images);
	const [title, subtitle, text] = [card.title, card.subtitle, card.text].map(cardText);
	return (
		<div class="card basic-card">
			{title !== '' && <p class="basic-title">{title}</p>}
			{subtitle !== '' && <p class="basic-subtitle">{subtitle}</p>}
			{images.length > 0 && (
				<img class="basic-image" src={PLACEHOLDER} alt={cardText(images[0]?.alt) || 'Picture, not loaded here'} />
			)}
			{text !== '' && <div dangerouslySetInnerHTML={{ __html: messageMarkdown(text ?? '') }} />}
			{objects(card.items).map((item, index) => (
				<p class="basic-item" key={index}>
					<strong>{cardText(item.title)}</strong> {cardText(item.subtitle)} {cardText(item.price)}
				</p>
			))}
			<div class="basic-buttons">
				{objects(card.buttons).map((button, index) => (
					<a class="button" key={index} href={webAddress(button.value)} target="_blank" rel="noopener noreferrer">
						{cardText(button.title)}
					</a>
				))}
			</div>
		</div>
	);
}

function objects(value: unknown): ReadonlyArray<Readonly<Record<string, unknown>>> {
	return Array.isArray(value)
		? value.filter((entry): entry is Record<string, unknown> => typeof entry === 'object' && entry !== null)
		: [];
}

function cardText(value: unknown): string {
	return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function webAddress(value: unknown): string | undefined {
	return typeof value === 'string' && /^https?:/i.test(value) ? value : undefined;
}
