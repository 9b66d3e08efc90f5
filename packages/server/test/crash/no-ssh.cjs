// Stands in for the SSH library, whose native part cannot be bundled: a writer that is killed reaches no OLT.
module.exports = { utils: {} };
