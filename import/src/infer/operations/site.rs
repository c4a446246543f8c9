//! What the pages of a site say, put together page by page.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use datacontract_codegen::spec::{Bundle, Untyped};
use indexmap::IndexSet;

use super::{
    failed_classes::FailedClass,
    unlisted_rows::{self, TakenTable, UnlistedRows},
};
use crate::{
    address,
    infer::{
        alike::full_names::{self, Shown},
        direction::Direction,
        model::{Download, Extent, Remark, TypeId},
        pages::{
            files::{self, Finding, RequestPage, Upload},
            page_name,
            raw_endpoint::{self, Failure, Listed, PageWithoutHeading, PayloadKey, RawEndpoint, RawPayload},
            results,
            words_instead::{self, Instead},
        },
        samples::{
            other_samples,
            sample_formats::{
                SampleFormats, format_of, formats_without_json, has_all_formats, have_format, is_of_form,
                is_of_forms, join_compact_json,
            },
            xml,
        },
        settings::{
            dictionary_keys::DictionaryKeys, formatter::DatePairs, metadata::Additions, spelling::Spelling,
        },
        types::{
            each::{Contract, TableEnd},
            registry::Registry,
        },
        wording::words::{PageType, is_nullable_of_dotnet},
        xml_serializer::evidence::Serializers,
    },
    outline::{
        self,
        words::{self, NullColumn},
    },
    page::{
        ApiPage, Authentication, BaseUrlFrom, Content, Ending, EnumRow, MembersEnd, ModelKind, NameEnd,
        OwnText, Page, Payload, Provenance, Row, SampleContent, Sides,
    },
};

/// All pages.
#[derive(Debug, Default)]
pub(crate) struct Site {
    pub(crate) registry: Registry,
    /// The full names of classes that the engine names where it could make no sample of them.
    pub(crate) failed_classes: BTreeSet<FailedClass>,
    pub(crate) endpoints: Vec<RawEndpoint>,
    by_heading: BTreeMap<String, Vec<usize>>,
    pub(crate) base_urls: BTreeMap<String, usize>,
    /// The base addresses that a heading states; the others stand only in lines and in examples of calls.
    pub(crate) stated_urls: BTreeSet<String>,
    /// The base addresses that a line of a page states.
    pub(crate) urls_of_lines: BTreeSet<String>,
    pub(crate) authentication: Option<Authentication>,
    pub(crate) formats: SampleFormats,
    /// Notes of pages that are no operation's.
    pub(crate) notes: Vec<(String, String)>,
    pub(crate) pages: usize,
    /// The tables of types, until all pages are read.
    pub(crate) tables: Vec<Table>,
    /// The pages of enums, until all pages are read.
    pub(super) enums: Vec<EnumPage>,
    /// The types of last rows behind whose cells a page ends: their names are whole.
    pub(super) whole_last_types: BTreeSet<String>,
    /// By name and contract: the places of tables that differ.
    by_name: HashMap<(String, Option<Contract>), Vec<usize>>,
    /// The types whose tables stand on an operation's page, by their names on pages.
    pub(crate) on_page: HashMap<usize, HashMap<String, TypeId>>,
    /// The rows that the tables of an operation's page lack.
    pub(crate) unlisted: HashMap<usize, UnlistedRows>,
    /// The rows of `Body Parameters` on pages that have no name for the type.
    pub(crate) loose_rows: BTreeMap<PayloadKey, LooseRows>,
    /// The operations of lists.
    pub(crate) index: Vec<Listed>,
    pub(crate) first: Option<Provenance>,
    /// What the index calls itself.
    pub(crate) title: String,
    /// All pages that were taken in, and those of types among them.
    pub(crate) given: BTreeSet<String>,
    pub(crate) models: BTreeSet<String>,
    /// The dates that both formats show.
    pub(crate) dates: DatePairs,
    /// How samples are spelled.
    pub(crate) spelling: Spelling,
    /// The keys of dictionaries.
    pub(crate) keys: DictionaryKeys,
    /// What JSON says of objects and lists besides their members.
    pub(crate) additions: Additions,
    /// The same of pages that end early.
    pub(crate) additions_of_cut: Additions,
    /// What writes its XML.
    pub(crate) serializers: Serializers,
    /// The spec that its pages were made from, and where it is.
    pub(crate) carried: Option<(String, Bundle)>,
}

/// The table of a type.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: String,
    /// What the sample beside it shows of the contract.
    root: Option<Contract>,
    pub(crate) rows: Vec<Row>,
    /// Of the pages that have it the first by address.
    pub(super) source: Provenance,
    /// The operations on whose pages it stands.
    pub(super) operations: Vec<usize>,
    /// What the type's own page says of it.
    page: Option<String>,
    pub(crate) end: TableEnd,
}

/// The rows of a table on a page that has no name for the type.
#[derive(Debug)]
pub(crate) struct LooseRows {
    pub(crate) rows: Vec<Row>,
    pub(crate) end: TableEnd,
}

/// The page of an enum.
#[derive(Debug)]
pub(super) struct EnumPage {
    name: String,
    rows: Vec<EnumRow>,
    summary: String,
    pub(super) source: Provenance,
}

impl Site {
    /// Takes in what a page says.
    pub(crate) fn add(&mut self, page: Page) {
        self.pages += 1;
        self.first.get_or_insert_with(|| page.provenance.clone());
        let Page { provenance, content, notes } = page;
        self.given.insert(provenance.location.clone());
        match content {
            Content::Api(api) => self.add_api(*api, provenance, notes),
            Content::Model(model) => {
                self.models.insert(provenance.location.clone());
                let location = provenance.location.clone();
                let is_lost = model.name.is_empty();
                let named = if is_lost { page_name::of_type(&location) } else { Some(model.name) };
                let note = is_lost.then(|| match &named {
                    Some(name) => format!("the page has lost the type's name: `{name}` is taken from where the page is"),
                    None => "the page has lost the type's name: nothing can be made of it; name the file after the type, as `Lead.txt`".to_owned(),
                });
                let is_cut = notes.iter().any(|note| outline::says_where_it_ends(note));
                let others = notes.into_iter().filter(|note| note != outline::NO_TYPE_NAME);
                self.notes.extend(others.chain(note).map(|note| (location.clone(), note)));
                let Some(named) = named else { return };
                if matches!(model.kind, ModelKind::Members(_)) && is_nullable_of_dotnet(&named) {
                    // What it lists is .NET's own, and no part of the service.
                    let note =
                        format!("the page is about `{named}`, which is .NET's: nothing of it is taken");
                    self.notes.push((location, note));
                    return;
                }
                let name = PageType::name_of_page(&named);
                match model.kind {
                    ModelKind::Enum(rows) => {
                        self.enums.push(EnumPage { name, rows, summary: model.summary, source: provenance });
                    }
                    ModelKind::Members(mut rows) => {
                        rows.iter_mut().for_each(take_null);
                        let table = Table {
                            name,
                            root: None,
                            rows,
                            source: provenance,
                            operations: Vec::new(),
                            page: Some(model.summary),
                            end: if is_cut { TableEnd::OfPage } else { TableEnd::Whole },
                        };
                        self.add_table(table);
                    }
                }
            }
            Content::Index(index) => {
                if self.title.is_empty() {
                    self.title = index.title;
                }
                let location = &provenance.location;
                self.notes.extend(notes.into_iter().map(|note| (location.clone(), note)));
                self.index.extend(index.entries.into_iter().map(|entry| Listed {
                    heading: entry.heading,
                    description: entry.description,
                    source: provenance.clone(),
                }));
            }
            Content::Spec(bundle) => {
                self.carried.get_or_insert((provenance.location, bundle));
            }
        }
    }

    pub(crate) fn add_api(&mut self, api: ApiPage, provenance: Provenance, mut notes: Vec<String>) {
        let ApiPage {
            heading,
            summary,
            mut uri_parameters,
            mut request,
            mut response,
            status,
            codes,
            base_url,
            base_url_from,
            authentication,
            texts,
            ending,
            half_line,
            lists_request_formats,
            lists_response_formats,
            members_end,
            sides,
            no_request,
            no_response,
        } = api;
        self.add_base_url(base_url.as_deref(), base_url_from);
        take_null_of_all(&mut uri_parameters, [&mut request, &mut response]);
        let mut remarks: Vec<Remark> = self.take_authentication(authentication).into_iter().collect();
        remarks.extend(texts.into_iter().map(said).chain(side_that_is_taken(sides)));
        let super::heading::Cleaned { operation: heading, host } =
            super::heading::clean(&heading, request.is_some(), &mut remarks);
        self.add_host(host);
        let missing = [(Untyped::Request, no_request), (Untyped::Response, no_response)];
        let untyped = raw_endpoint::settle_missing(missing, &heading, &status, &mut remarks);
        outline::tell_cut_once(&mut notes);
        if heading.is_empty() {
            let page = PageWithoutHeading {
                summary,
                uri_parameters,
                request,
                response,
                status,
                codes,
                remarks,
                ending,
                members_end,
            };
            self.add_without_heading(page, provenance, notes);
            return;
        }
        [&mut request, &mut response].into_iter().flatten().for_each(join_compact_json);
        let index = self.place_of(&heading, &uri_parameters);
        let is_cut = ending == Ending::CutOff;
        let is_behind_request = ending == Ending::Whole || response.is_some();
        self.formats.take_page(ending, request.as_ref(), response.as_ref());
        let is_response_whole = ending == Ending::Whole || lists_response_formats;
        self.formats.take_whole_response(response.as_ref().filter(|_| lists_response_formats));
        let upload = self.upload(&summary, &uri_parameters, &mut request, is_behind_request, &mut remarks);
        self.formats.take_listed_request(request.as_ref().filter(|_| lists_request_formats));
        let is_request_whole = match ending {
            Ending::CutOff => lists_request_formats && request.as_ref().is_some_and(has_all_formats),
            Ending::Whole | Ending::Open => is_behind_request,
        };
        self.formats.take_whole_request(ending, request.as_ref().filter(|_| is_request_whole));
        let download = self.download(&mut response, is_cut, &mut remarks);
        self.settle_samples(
            index,
            [(Direction::Request, &mut request), (Direction::Response, &mut response)],
            &mut remarks,
        );
        let mut unusable = IndexSet::new();
        let mut payload = |payload: Option<Payload>, key, is_last| {
            payload.map(|payload| self.payload(payload, key, &provenance, &mut notes, &mut unusable, is_last))
        };
        let ends_in_members = is_cut && members_end == MembersEnd::Open;
        let mut request = payload(request, PayloadKey::request(index), ends_in_members && response.is_none());
        let mut response = payload(response, PayloadKey::response(index), ends_in_members);
        leave_open_unless(is_request_whole, request.as_mut());
        leave_open_unless(is_response_whole, response.as_mut());
        notes.extend(unusable_formats(&unusable));
        let new = RawEndpoint {
            heading,
            summary,
            cut_row: cut_row(&uri_parameters, &notes),
            half_line,
            uri: uri_parameters,
            request,
            response,
            upload,
            download,
            status,
            codes,
            pages: vec![provenance.location.clone()],
            source: provenance,
            extent: if is_cut { Extent::CutOff } else { Extent::Whole },
            untyped,
            remarks,
            notes,
            notes_of_copies: Vec::new(),
        };
        self.put(index, new);
    }

    /// Puts an operation at its place, where another page may have it already.
    fn put(&mut self, index: usize, new: RawEndpoint) {
        if let Some(known) = self.endpoints.get_mut(index) {
            known.merge(new);
        } else {
            self.by_heading.entry(new.heading.to_lowercase()).or_default().push(index);
            self.endpoints.push(new);
        }
    }

    /// Takes the host that a heading has before its path.
    fn add_host(&mut self, host: Option<String>) {
        if let Some(host) = host.map(|host| address::shown(&host)) {
            self.stated_urls.insert(host.clone());
            *self.base_urls.entry(host).or_default() += 1;
        }
    }

    /// Returns the place of the operation that a page is of: one that is known, or the next one.
    fn place_of(&self, heading: &str, uri_parameters: &[Row]) -> usize {
        let mut alike = self.by_heading.get(&heading.to_lowercase()).into_iter().flatten().copied();
        let is_copy = |index: &usize| {
            self.endpoints.get(*index).is_some_and(|known| known.may_be_copy(heading, uri_parameters))
        };
        alike.find(is_copy).unwrap_or(self.endpoints.len())
    }

    /// Keeps what a page says of how callers log in; returns the remark on what it leaves open.
    fn take_authentication(&mut self, shown: Option<Authentication>) -> Option<Remark> {
        match shown? {
            Authentication::Unspecified { said, header } => {
                Some(unspecified_authentication(&said, header.as_deref()))
            }
            shown => {
                self.authentication.get_or_insert(shown);
                None
            }
        }
    }

    /// Settles which samples of an operation count, and keeps in which formats they are.
    fn settle_samples(
        &mut self,
        operation: usize,
        payloads: [(Direction, &mut Option<Payload>); 2],
        remarks: &mut Vec<Remark>,
    ) {
        self.formats.requests +=
            usize::from(matches!(&payloads, [(_, Some(request)), _] if !request.samples.is_empty()));
        for (direction, payload) in payloads {
            let Some(payload) = payload else { continue };
            let what = direction.word();
            let mut takes_forms = true;
            for instead in words_instead::take(what, payload) {
                match instead {
                    Instead::NoForms(remark) => {
                        takes_forms = false;
                        self.formats.refused.push((operation, remark));
                    }
                    Instead::Words(remark) => remarks.push(remark),
                }
            }
            let samples = payload.samples.iter().filter(|sample| takes_forms || !is_of_forms(sample));
            self.formats.add(direction, samples);
            remarks.extend(other_samples::settle(what, payload));
        }
    }

    /// Finds out whether a request is one that no formatter reads; if it is, what the page shows of it in other formats
    /// goes, but for the formats themselves.
    fn upload(
        &mut self,
        summary: &str,
        uri: &[Row],
        request: &mut Option<Payload>,
        is_whole: bool,
        remarks: &mut Vec<Remark>,
    ) -> Option<Upload> {
        let page = RequestPage { summary, uri, request: request.as_ref(), is_whole };
        match files::request(&page)? {
            Finding::Upload(upload, remark) => {
                remarks.push(remark);
                self.take_formats(Direction::Request, request.take());
                Some(upload)
            }
            Finding::Open(remark) => {
                remarks.push(remark);
                None
            }
        }
    }

    /// Finds out whether a response is a file; returns it if it is.
    fn download(
        &mut self,
        response: &mut Option<Payload>,
        is_cut: bool,
        remarks: &mut Vec<Remark>,
    ) -> Option<Download> {
        let (download, remark) = files::response(response.as_ref()?, !is_cut)?;
        self.take_formats(Direction::Response, response.take());
        remarks.push(remark);
        Some(download)
    }

    /// Keeps which formats a page lists for a payload that is none of the formatters'.
    fn take_formats(&mut self, direction: Direction, payload: Option<Payload>) {
        if let Some(payload) = payload {
            self.formats.add(direction, payload.samples.iter());
        }
    }

    fn add_base_url(&mut self, base_url: Option<&str>, from: BaseUrlFrom) {
        let Some(url) = base_url.map(address::shown) else { return };
        let url = url.trim_end_matches('/').to_owned();
        match from {
            BaseUrlFrom::Heading => _ = self.stated_urls.insert(url.clone()),
            BaseUrlFrom::Line => _ = self.urls_of_lines.insert(url.clone()),
            BaseUrlFrom::Example => {}
        }
        *self.base_urls.entry(url).or_default() += 1;
    }

    /// Keeps a table, each once.
    fn add_table(&mut self, table: Table) {
        let places = self.by_name.entry((table.name.clone(), table.root.clone())).or_default();
        let known = places.iter().copied().find(|place| {
            self.tables.get(*place).is_some_and(|known| known.rows == table.rows && known.page == table.page)
        });
        if let Some(known) = known.and_then(|place| self.tables.get_mut(place)) {
            known.operations.extend(table.operations);
            if table.source.location < known.source.location {
                known.source = table.source;
            }
            if table.end == TableEnd::Whole {
                known.end = TableEnd::Whole;
            }
        } else {
            places.push(self.tables.len());
            self.tables.push(table);
        }
    }

    /// Finds the types that the tables are about: of those beside samples first, since these show the
    /// namespace.
    pub(crate) fn settle_tables(&mut self) {
        self.settle_names();
        for page in std::mem::take(&mut self.enums) {
            let id = self.registry.of_page(&page.name);
            if let Some(ty) = self.registry.get_mut(id) {
                ty.values = Some(page.rows);
                ty.of_own_page(&page.summary, &page.source);
            }
        }
        for name in self.names_at_the_end() {
            let id = self.registry.of_page(&name);
            if let Some(ty) = self.registry.get_mut(id) {
                ty.page_end = NameEnd::Open;
            }
        }
        let (with_root, others): (Vec<Table>, Vec<Table>) =
            std::mem::take(&mut self.tables).into_iter().partition(|table| table.root.is_some());
        let mut taken = Vec::new();
        for table in with_root.into_iter().chain(others) {
            let id = self.registry.of_table(&table.name, table.root.as_ref(), &table.rows);
            if let (Some(summary), Some(ty)) = (&table.page, self.registry.get_mut(id)) {
                ty.of_own_page(summary, &table.source);
            }
            if let Some(ty) = self.registry.get_mut(id) {
                let is_first = ty.rows.is_none();
                if is_first || table.end == TableEnd::Whole {
                    ty.table_end = table.end;
                }
            }
            self.add_rows(id, &table.rows, &table.source);
            self.add_named_values(&table.rows);
            self.note_ranges(&table.rows);
            taken.push(TakenTable {
                id,
                names: table.rows.iter().map(|row| row.name.clone()).collect(),
                end: table.end,
                operations: table.operations.clone(),
                location: table.source.location.clone(),
            });
            for operation in table.operations {
                self.on_page.entry(operation).or_default().insert(table.name.clone(), id);
            }
        }
        self.unlisted = unlisted_rows::find(taken, &mut self.registry);
    }

    /// Finds the types that pages name in two lengths.
    fn settle_names(&mut self) {
        let mut mentions = BTreeSet::new();
        for row in self.tables.iter().flat_map(|table| &table.rows) {
            let ty = PageType::parse(&row.ty);
            full_names::mentions(&ty, &mut mentions);
            self.registry.member_types.add_member(&row.name, &ty);
        }
        for row in self.endpoints.iter().flat_map(|endpoint| &endpoint.uri) {
            full_names::mentions(&PageType::parse(&row.ty), &mut mentions);
        }
        let payloads = self.endpoints.iter().flat_map(|endpoint| [&endpoint.request, &endpoint.response]);
        for payload in payloads.flatten() {
            full_names::mentions(&payload.ty, &mut mentions);
        }
        self.registry.member_types.add_types(&mentions);
        let tables = self.tables.iter().map(|table| Shown {
            name: &table.name,
            rows: Some(&table.rows),
            root: table.root.as_ref(),
        });
        let enums = self.enums.iter().map(|page| Shown { name: &page.name, rows: None, root: None });
        let shown: Vec<Shown> = tables.chain(enums).collect();
        let names = full_names::ends(&shown, &mentions);
        self.registry.set_full_names(names);
    }

    /// Takes in a payload: its table, and its samples for later.
    pub(crate) fn payload(
        &mut self,
        mut payload: Payload,
        key: PayloadKey,
        provenance: &Provenance,
        notes: &mut Vec<String>,
        unusable: &mut IndexSet<String>,
        is_last: bool,
    ) -> RawPayload {
        let ty = results::content_type(&mut payload).unwrap_or_else(|| PageType::parse(&payload.ty));
        // An example in a comment stands above the table.
        let is_end = payload.samples.is_empty() || notes.iter().any(|note| outline::is_in_row(note));
        let end = if is_last && is_end { TableEnd::OfPage } else { TableEnd::Whole };
        if let Some(rows) = payload.members.filter(|_| !ty.is_framework()) {
            match ty.innermost() {
                Some(name) => {
                    let name = name.to_owned();
                    let is_list = matches!(ty, PageType::List(_));
                    let root = payload.samples.iter().find_map(|sample| root_of(&sample.content, is_list));
                    self.keep_whole_last_type(&rows, notes);
                    self.add_table(Table {
                        name,
                        root,
                        rows,
                        source: provenance.clone(),
                        operations: vec![key.operation],
                        page: None,
                        end,
                    });
                }
                // A table without rows shows nothing.
                None if rows.is_empty() => {}
                None => _ = self.loose_rows.insert(key, LooseRows { rows, end }),
            }
        }
        let mut raw = RawPayload {
            name: payload.name,
            doc: payload.doc,
            ty,
            ty_text: payload.ty,
            lacks_xml: !payload.samples.is_empty(),
            without_json: formats_without_json(&payload.samples),
            ..RawPayload::default()
        };
        for sample in payload.samples {
            raw.lacks_xml &= !sample.media_types.iter().any(|media_type| media_type.contains("xml"));
            match sample.content {
                SampleContent::Text(text) => match format_of(&sample.media_types, &text) {
                    Some("json") if raw.json.is_none() => raw.json = Some(text),
                    Some("xml") if raw.xml.is_none() => raw.xml = Some(text),
                    Some(_) => {}
                    None => {
                        if sample.media_types.iter().any(|media| is_of_form(media)) {
                            raw.form.get_or_insert(text);
                        }
                        notes.retain(|note| !outline::is_of_cut_sample(note, key.direction.word()));
                        unusable.extend(sample.media_types);
                    }
                },
                // Nothing is missed in a format that specs do not have.
                SampleContent::Failed(why) if have_format(&sample.media_types) => {
                    raw.failures.push(Failure { media_types: sample.media_types, why });
                }
                SampleContent::Failed(_) | SampleContent::NotAvailable => {}
            }
        }
        raw
    }
}

/// Leaves open which formats a payload lacks, unless the page shows all of them.
fn leave_open_unless(is_whole: bool, payload: Option<&mut RawPayload>) {
    if let Some(payload) = payload {
        payload.lacks_xml &= is_whole;
        payload.without_json = payload.without_json.filter(|_| is_whole);
    }
}

/// Makes the types of all rows of an operation those that take null, where a column says so.
fn take_null_of_all(uri_parameters: &mut [Row], payloads: [&mut Option<Payload>; 2]) {
    let members = payloads.into_iter().flatten().flat_map(|payload| &mut payload.members);
    members.flatten().chain(uri_parameters).for_each(take_null);
}

/// Makes the type of a row one that takes null, if a column of the table says so.
fn take_null(row: &mut Row) {
    if row.annotations.iter().any(|text| NullColumn::of(text) == Some(NullColumn::Takes))
        && let Some(ty) = words::with_question_mark(&format!("{} or null", row.ty.trim()))
    {
        row.ty = ty;
    }
}

/// Returns the URI parameter in whose row a page ends, before its annotations.
fn cut_row(rows: &[Row], notes: &[String]) -> Option<String> {
    let last = rows.last().filter(|row| row.unannotated && !row.name.is_empty())?;
    let is_cut = notes.iter().any(|note| outline::is_in_row_of(note, &last.name));
    is_cut.then(|| last.name.clone())
}

/// Returns the note on the formats of samples that specs cannot have.
fn unusable_formats(media_types: &IndexSet<String>) -> Option<String> {
    let listed: Vec<&str> = media_types.iter().map(String::as_str).collect();
    (!listed.is_empty()).then(|| format!("specs have no samples in these formats: {}", listed.join(", ")))
}

/// Returns the remark on a sample that nothing on the page calls sent or received.
fn side_that_is_taken(sides: Sides) -> Option<Remark> {
    (sides == Sides::TakenForSent).then(|| {
        Remark::inferred(
            "no heading of the page says whether its one type is sent or comes back: it is taken for what is sent, \
             as the method has a body",
        )
    })
}

/// Returns the remark on a text of the site's own.
fn said(OwnText { title, text }: OwnText) -> Remark {
    Remark::said(match title.as_str() {
        "" => format!("the page says: {text}"),
        title => format!("the page says under `{title}`: {text}"),
    })
}

/// Returns the remark on a page that says that callers are authenticated, and shows no call.
fn unspecified_authentication(said: &str, header: Option<&str>) -> Remark {
    let not_how = if header.is_none() { ", not how" } else { "" };
    Remark::open(format!("the page says that it requires authorization{not_how}: {said}")).write_at_root(
        "write how callers prove who they are: `\"basic\"`, or the header that they send",
        "authentication",
        &format!("{{ \"header\": \"{}\" }}", header.unwrap_or("Authorization")),
    )
}

/// The contract that the root of an XML sample shows: the class's own, or that of a list's items.
fn root_of(sample: &SampleContent, is_list: bool) -> Option<Contract> {
    let SampleContent::Text(text) = sample else { return None };
    let root = xml::root(text)?;
    // Every serializer declares namespaces there: what has none a person wrote, who shows no contract.
    if root.namespace.is_empty() && root.declared.is_empty() {
        return None;
    }
    let name = if is_list { root.name.strip_prefix("ArrayOf")?.to_owned() } else { root.name };
    let is_list_class = !is_list && name.starts_with("ArrayOf");
    Some(Contract { namespace: root.namespace, name: Some(name).filter(|_| !is_list) })
        .filter(|_| !is_list_class)
}
