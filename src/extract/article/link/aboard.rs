//! Vehicles and vessels: what is done to one is done to the people in it, "stopped a lorry carrying 44 migrants". In: a
//! trigger. Out: the quantity of those on board.

use super::{Link, Linker};
use crate::extract::article::quantity::{Quantity, What};
use crate::extract::article::trigger::{Reading, Trigger};
use crate::vocabulary::{Class, Slot};

/// A vehicle stands at most so many tokens behind the verb that stops it, …
const VEHICLE_REACH: usize = 3;
/// … and those on board at most so far behind the vehicle, for it may sail on in between.
const BOARD_REACH: usize = 36;

impl Linker<'_, '_> {
    /// "The boat was intercepted on Saturday, with 262 passengers on board", "A boat carrying 45 migrants was intercepted".
    pub(super) fn on_board(&self, trigger: &Trigger) -> Option<(usize, Link)> {
        (0..trigger.left).find(|i| self.is_vehicle(*i)).filter(|_| self.catches(trigger))?;
        let index = self.quantities.iter().position(|q| {
            let behind = q.start() > trigger.end && self.parsed.before(q.start(), 1) == "with" && self.is_aboard(q);
            let before = q.end <= trigger.left && (self.is_carried(q) || self.parsed.before(q.start(), 1) == "with");
            q.what == What::Persons && !q.article && (behind || before)
        })?;
        self.link_if(index, trigger, Slot::Object, "on board of what was stopped", 0.8)
    }

    /// "stopped a lorry carrying 44 migrants": whoever stops the vehicle catches those in it.
    pub(super) fn loaded(&self, trigger: &Trigger) -> Option<(usize, Link)> {
        let arrested = self.vocabulary.terms.measure("arrested")?;
        let stops = trigger.readings.iter().any(|r| r.measure == arrested) && trigger.end == trigger.start + 1;
        let vehicle = (trigger.end..=trigger.end + VEHICLE_REACH).find(|i| self.is_vehicle(*i)).filter(|_| stops)?;
        let index = self.quantities.iter().position(|q| self.is_load(vehicle, q))?;
        let reading = Reading { measure: arrested, slot: Slot::Object, weak: false, modality: None };
        let caught = Trigger { readings: vec![reading], ..trigger.clone() };
        self.link_if(index, &caught, Slot::Object, "on board of what was stopped", 0.75)
    }

    /// "intercepted a boat with 45 Haitians aboard": the one vehicle is named for those in it.
    pub(super) fn only_carries(&self, quantity: &Quantity, trigger: &Trigger) -> bool {
        let vehicle = (quantity.number.1..quantity.end).find(|i| self.is_vehicle(*i));
        let load = |at: usize| self.quantities.iter().any(|q| self.is_load(at, q));
        vehicle.is_some_and(|at| self.catches(trigger) && load(at))
    }

    /// Whether a figure counts those in the vehicle at a token before it.
    fn is_load(&self, vehicle: usize, quantity: &Quantity) -> bool {
        let near = quantity.start() > vehicle && quantity.start() - vehicle <= BOARD_REACH;
        let people = quantity.what == What::Persons && !quantity.article;
        let with = self.parsed.before(quantity.start(), 1) == "with"
            && self.parsed.mention_at(vehicle).is_some_and(|m| m.end + 1 == quantity.start());
        near && people && (with || self.is_carried(quantity) || self.is_aboard(quantity))
    }

    /// Whether a verb says that people were caught or saved.
    fn catches(&self, trigger: &Trigger) -> bool {
        let persons = |measure: usize| matches!(self.vocabulary.terms.measure_code(measure), "arrested" | "rescued");
        trigger.readings.iter().any(|r| !r.weak && persons(r.measure))
    }

    fn is_vehicle(&self, at: usize) -> bool {
        let object = self.parsed.mention_from(at).and_then(|m| m.object());
        object.and_then(|(i, _)| self.vocabulary.terms.objects.get(i)).is_some_and(|o| o.class == "vehicle")
    }

    /// "262 passengers on board"
    pub(super) fn is_aboard(&self, quantity: &Quantity) -> bool {
        self.vocabulary.grammar.aboard.longest(self.parsed.tokens, quantity.end).is_some()
    }

    /// "carrying 44 migrants"
    fn is_carried(&self, quantity: &Quantity) -> bool {
        let carrying = self.parsed.token_before(quantity.start(), 1);
        carrying.is_some_and(|t| self.vocabulary.grammar.is(t, Class::Carrying))
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn whoever_stops_a_vehicle_catches_those_in_it() {
        let text =
            "Border police stopped a lorry carrying 44 migrants, including six children, and detained its driver.";
        assert_eq!(told(text), ["44 arrested foreign", "6 arrested foreign <0"]);
        let text = "Soldiers stopped a bus near the border with 31 Haitians on board who had crossed illegally.";
        assert_eq!(told(text), ["31 arrested HT"]);
    }

    #[test]
    fn a_boat_that_is_named_for_those_in_it_is_not_seized() {
        let text = "The navy intercepted a boat with 45 Haitians aboard. Police arrested two smugglers.";
        assert_eq!(told(text), ["45 arrested HT", "2 arrested"]);
        let text = "The latest boat, a pirogue that had sailed four days earlier, was intercepted some 80 kilometres from \
                    Dakar, with 262 passengers on board. Police arrested two smugglers.";
        assert_eq!(told(text), ["262 arrested", "2 arrested"]);
    }
}
