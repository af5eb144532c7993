/** The parts of the editor used where a cookie is shown. One import, so that the panel's first script names it only once. */
export { EditActions } from './EditActions.tsx';
export { Editor } from './Editor.tsx';
export { PopButton } from './PopButton.tsx';
export { PutBack } from './PutBack.tsx';
export { WayBack } from './WayBack.tsx';
export { Written } from './Written.tsx';
