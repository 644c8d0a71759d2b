// Holds a value to a shape: a literal, a constructor for its kind, a pattern, or an object or array of shapes.
// A field that the shape names must be there; what it does not name is not looked at.
export function hold(value, shape, path = '$') {
  if (shape === null || typeof shape !== 'object' && typeof shape !== 'function') {
    must(value === shape, path, `${show(value)} is not ${show(shape)}`);
  } else if (shape instanceof RegExp) {
    must(typeof value === 'string' && shape.test(value), path, `${show(value)} does not match ${shape}`);
  } else if (typeof shape === 'function') {
    must(value !== undefined && value !== null && value.constructor === shape, path, `${show(value)} is no ${shape.name}`);
  } else if (Array.isArray(shape)) {
    must(Array.isArray(value) && value.length === shape.length, path, `${show(value)} has not ${shape.length} elements`);
    shape.forEach((inner, index) => hold(value[index], inner, `${path}[${index}]`));
  } else {
    must(value !== null && typeof value === 'object', path, `${show(value)} is no object`);
    for (const [name, inner] of Object.entries(shape)) hold(value[name], inner, `${path}.${name}`);
  }
}

export function must(holds, path, what) {
  if (!holds) throw new Error(`${path}: ${what}`);
}

function show(value) {
  return JSON.stringify(value) ?? String(value);
}

// What a call that must fail fails with; null where it does not.
export async function failing(call) {
  try {
    await call;
    return null;
  } catch (error) {
    return error;
  }
}
