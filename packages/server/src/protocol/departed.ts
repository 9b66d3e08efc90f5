/** What is said of a technician who sets out. */
export const departed = { en: 'On the way', 'pt-BR': 'Técnico a caminho', es: 'Técnico en camino' } as const;
