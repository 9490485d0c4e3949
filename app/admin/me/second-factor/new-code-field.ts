/** The form's field for the first code of a new app. */
export const newCodeField = "newCode";
