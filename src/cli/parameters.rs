//! Parameters of a ready question: `--param nationality=CN` for `:nationality` in its SQL. What is not given is null, and a
//! ready question takes null for any.

use anyhow::bail;
use rusqlite::Statement;

/// `NAME=VALUE`, as the command line gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    name: String,
    value: String,
}

impl std::str::FromStr for Parameter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((name, value)) if !name.trim().is_empty() => {
                Ok(Parameter { name: name.trim().trim_start_matches(':').to_string(), value: value.to_string() })
            }
            _ => Err("a parameter is NAME=VALUE, as nationality=CN".to_string()),
        }
    }
}

/// The names that a statement asks for, in their order.
pub fn names(statement: &Statement<'_>) -> Vec<String> {
    (1..=statement.parameter_count())
        .filter_map(|at| statement.parameter_name(at))
        .map(|name| name.trim_start_matches([':', '@', '$']).to_string())
        .collect()
}

/// Binds what is given.
pub fn bind(statement: &mut Statement<'_>, given: &[Parameter]) -> anyhow::Result<()> {
    let known = names(statement);
    for parameter in given {
        let Some(at) = known.iter().position(|name| *name == parameter.name) else {
            let hint = match known.as_slice() {
                [] => "it takes none".to_string(),
                known => format!("it takes {}", known.join(", ")),
            };
            bail!("no parameter `{}` in this question\n  hint: {hint}", super::output::plain(&parameter.name));
        };
        statement.raw_bind_parameter(at + 1, &parameter.value)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_a_name_and_a_value() {
        let parameter: Parameter = ":year=2018".parse().expect("is one");
        assert_eq!((parameter.name.as_str(), parameter.value.as_str()), ("year", "2018"));
        assert!("2018".parse::<Parameter>().is_err());
        assert!("=2018".parse::<Parameter>().is_err());
    }
}
